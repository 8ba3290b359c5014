// Capture a prediction, wait for the decision, and send a correction. Node 18 or newer, no packages.
// Needs ERRATA_URL (http://127.0.0.1:8000), ERRATA_PROJECT and ERRATA_API_KEY (role: service).
import { randomBytes } from "node:crypto";

const { ERRATA_URL, ERRATA_PROJECT, ERRATA_API_KEY, ERRATA_WAIT = "60" } = process.env;
const api = `${ERRATA_URL}/api/v1/projects/${encodeURIComponent(ERRATA_PROJECT)}`;

// A UUIDv7: sent again after a lost connection, it stands for the same prediction.
function uuid7() {
  const hex = Date.now().toString(16).padStart(12, "0") + randomBytes(10).toString("hex");
  const variant = ((parseInt(hex[16], 16) & 3) | 8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`;
}

async function call(path, body, tries = 4) {
  for (let pause = 200; ; pause *= 2) {
    try {
      const answer = await fetch(`${api}/${path}`, {
        method: body ? "POST" : "GET",
        headers: {
          Authorization: `Bearer ${ERRATA_API_KEY}`,
          ...(body && { "Content-Type": "application/json" }),
        },
        body: body && JSON.stringify(body),
      });
      if (answer.status >= 502) throw new Error(`the server answered ${answer.status}`);
      const told = await answer.json();
      if (answer.ok) return told;
      tries = 0; // a problem document: the same again would be refused again
      throw new Error([told.detail, told.wanted && `Wanted ${told.wanted}.`, told.do].filter(Boolean).join(" "));
    } catch (error) {
      if (--tries < 1) throw error;
      await new Promise((done) => setTimeout(done, pause));
    }
  }
}

const decided = await call("predictions", {
  id: uuid7(),
  model: "v1",
  text: "my parcel never came and I want my money back",
  probabilities: { delivery: 0.52, other: 0.03, refund: 0.45 },
  attributes: { channel: "mail" },
});
console.log("decision:", decided.decision, "because", decided.reasons.join(", ") || "it is sure");

// Waits up to a minute for people to answer; "pending" means: ask again.
const answer = await call(`predictions/${decided.id}/decision?wait=${ERRATA_WAIT}`);
console.log("status:", answer.status, "label:", answer.label);

const outcome = await call("outcomes", {
  id: uuid7(),
  prediction_id: decided.id,
  label: "refund",
  cause: "ambiguous",
  why: "the customer confirmed it on the phone",
  by: "agent-12",
});
console.log("outcome:", outcome.id, outcome.trusted ? "trusted" : "to be reviewed");
