// Receive webhooks and believe only those that Errata signed. Node 18 or newer, no packages.
// Needs WEBHOOK_SECRET (shown once when the webhook was made) and PORT.
import { createHmac, timingSafeEqual } from "node:crypto";
import { createServer } from "node:http";

export function isSigned(secret, body, header, now = Date.now() / 1000) {
  const parts = Object.fromEntries((header ?? "").split(",").map((part) => part.split("=", 2)));
  if (!/^\d+$/.test(parts.t ?? "") || Math.abs(now - Number(parts.t)) > 300) return false;
  const wanted = createHmac("sha256", secret).update(`${parts.t}.`).update(body).digest();
  const given = Buffer.from(parts.v1 ?? "", "hex");
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

const seen = new Set(); // a delivery may come twice: its identifier tells

const server = createServer(async (request, response) => {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const body = Buffer.concat(chunks); // the bytes as they came: that is what is signed
  if (!isSigned(process.env.WEBHOOK_SECRET, body, request.headers["errata-signature"])) {
    response.writeHead(401).end();
    return;
  }
  const delivery = request.headers["errata-delivery"];
  if (!seen.has(delivery)) {
    seen.add(delivery);
    const told = JSON.parse(body);
    console.log(told.event, told.prediction_id, told.label);
  }
  response.writeHead(204).end(); // anything but 2xx, and it is sent again later
});
server.listen(Number(process.env.PORT ?? 9000), "127.0.0.1", () => console.log("listening"));
