// A problem document (RFC 9457) as an error: what happened (says) and what to do about it.

export interface ProblemDocument {
  type?: string;
  title?: string;
  status?: number;
  detail?: string;
  wanted?: string;
  do?: string;
  faults?: string[];
}

export class Problem extends Error {
  readonly status: number; // 0: the server was not reached
  readonly kind: string; // the last part of `type`, such as "lease-lost"
  readonly says: string;
  readonly do: string;
  readonly faults: string[];
  readonly retryAfter: number | null; // seconds

  constructor(status: number, document: ProblemDocument, retryAfter: number | null = null) {
    const says = document.detail || document.title || `The server answered ${status}`;
    super(says);
    this.name = "Problem";
    this.status = status;
    this.kind = (document.type ?? "").split("/").pop() ?? "";
    this.says = document.wanted ? `${says}; wanted ${document.wanted}` : says;
    this.do = document.do ?? "";
    this.faults = document.faults ?? [];
    this.retryAfter = retryAfter;
  }

  /** Whether the same call may succeed later without anything being changed. */
  get passing(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }
}

export function unreachable(): Problem {
  return new Problem(0, {
    title: "The server does not answer",
    do: "Check the connection; this page tries again by itself",
  });
}

export function problemFrom(response: Response, body: unknown): Problem {
  const document =
    typeof body === "object" && body !== null
      ? (body as ProblemDocument)
      : { title: `The server answered ${response.status} ${response.statusText}`.trim() };
  const after = Number(response.headers.get("Retry-After"));
  return new Problem(response.status, document, after > 0 ? after : null);
}

/** The problem in an answer got by plain `fetch`. */
export async function problemOf(response: Response): Promise<Problem> {
  return problemFrom(response, await response.json().catch(() => null));
}

export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  return new Problem(-1, {
    title: "This page made a mistake",
    detail: error instanceof Error ? error.message : String(error),
    do: "Reload the page; if it happens again, tell whoever runs this server",
  });
}
