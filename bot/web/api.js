// The conversation's server. It knows who asks by a cookie that scripts cannot read.

const PATIENCE = 60_000; // ms; the server itself gives up earlier and says so

const post = (path, body) =>
  fetch(path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(PATIENCE),
  });

// {messages: [{text, card}], error: null | {code, number}}; throws if the server was not reached.
export async function ask(text) {
  const response = await post("/api/v1/messages", { text });
  const reply = await response.json();
  if (!Array.isArray(reply.messages)) throw new Error(`HTTP ${response.status}`);
  return reply;
}

// Throws if the server was not reached.
export async function reset() {
  const response = await post("/api/v1/reset", {});
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
}
