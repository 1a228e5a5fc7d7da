// What was said in this tab, kept over a reload.

const KEY = "conversation";
const MOST = 200; // entries

// Entries are {from: "user", text, state, trouble} and {from: "bot", text, card};
// state is sending, sent or failed, trouble the words on why it failed.
export function load() {
  let entries;
  try {
    entries = JSON.parse(sessionStorage.getItem(KEY)) ?? [];
  } catch {
    return [];
  }
  // Nobody waits any more for what was under way when the page went.
  return entries.map((entry) =>
    entry.state === "sending" ? { ...entry, state: "failed", trouble: "" } : entry,
  );
}

export function save(entries) {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(entries.slice(-MOST)));
  } catch {
    // Storage is full or forbidden: the conversation goes on, only a reload forgets it.
  }
}
