// The chat page: entries are the truth, the log shows them, the server answers them in order.

import * as api from "./api.js";
import * as history from "./history.js";
import * as view from "./view.js";
import { fill, words } from "./words.js";

const [scroller] = document.getElementsByTagName("main");
const [log, chips, form, input, notice, title, typing] = [
  "log", "chips", "form", "text", "notice", "title", "typing",
].map((id) => document.getElementById(id));
const limit = Number(input.dataset.limit);
const handheld = !matchMedia("(pointer: fine)").matches; // focus would pop up its keyboard
const waiting = view.dots();

let entries = history.load();
const elements = new Map(); // entry → its element in the log
let queue = Promise.resolve(); // questions are sent one after the other

// --- showing

function draw(entry) {
  const element =
    entry.from === "user" ? view.userTurn(entry, () => retry(entry)) : view.botTurn(entry);
  const old = elements.get(entry);
  if (old) old.replaceWith(element);
  else log.append(element);
  elements.set(entry, element);
}

function changed() {
  history.save(entries);
  const busy = entries.some((entry) => entry.state === "sending");
  const last = entries.at(-1);
  const offered = last ? (last.card?.quick_replies ?? []) : words.samples;
  chips.replaceChildren(...(busy ? [] : offered.map((text) => view.chip(text, pick))));
  title.classList.toggle("hidden", busy);
  typing.textContent = busy ? words.page.typing : "";
  if (busy) log.append(waiting);
  else waiting.remove();
  scrollToEnd(elements.get(last));
}

// To the end, but an answer longer than the window is read from its beginning.
function scrollToEnd(newest) {
  scroller.scrollTop = scroller.scrollHeight;
  const top = (element) => element.getBoundingClientRect().top;
  if (newest && top(newest) < top(scroller)) newest.scrollIntoView();
}

function add(entry) {
  entries.push(entry);
  draw(entry);
}

function drop(entry) {
  entries = entries.filter((other) => other !== entry);
  elements.get(entry).remove();
  elements.delete(entry);
}

// --- sending

function send(text) {
  const entry = { from: "user", text, state: "sending" };
  add(entry);
  changed();
  queue = queue.then(() => deliver(entry));
}

async function deliver(entry) {
  if (!entries.includes(entry)) return; // a new conversation has begun
  let reply;
  try {
    reply = await api.ask(entry.text);
  } catch {
    reply = { messages: [{ text: words.page.offline }], error: { code: "offline" } };
  }
  if (!entries.includes(entry)) return;
  if (reply.error) {
    entry.state = "failed";
    entry.trouble = reply.messages.map(({ text }) => text).join("\n");
    draw(entry);
  } else {
    entry.state = "sent";
    for (const { text, card } of reply.messages) add({ from: "bot", text, card });
  }
  changed();
}

function retry(entry) {
  drop(entry);
  pick(entry.text);
}

function pick(text) {
  send(text);
  if (!handheld) input.focus();
}

function tooLong(text) {
  const count = [...text].length;
  if (count <= limit) return "";
  const number = (value) => value.toLocaleString("en-US");
  return fill(words.too_long, { count: number(count), limit: number(limit) });
}

// --- the form

function fit() {
  input.style.height = "auto";
  input.style.height = `${input.scrollHeight + input.offsetHeight - input.clientHeight}px`;
  notice.textContent = tooLong(input.value.trim());
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const text = input.value.trim();
  input.focus();
  if (!text || tooLong(text)) return; // the notice already says why; the words stay
  input.value = "";
  fit();
  send(text);
});

input.addEventListener("input", fit);

input.addEventListener("keydown", (event) => {
  // 229: Safari reports the Enter that ends a composition only so.
  const composing = event.isComposing || event.keyCode === 229;
  if (event.key !== "Enter" || event.shiftKey || composing) return;
  event.preventDefault();
  form.requestSubmit();
});

document.getElementById("reset").addEventListener("click", async () => {
  try {
    await api.reset();
  } catch {
    notice.textContent = words.page.reset_failed;
    return;
  }
  entries.forEach(drop);
  changed();
  if (!handheld) input.focus();
});

entries.forEach(draw);
changed();
fit();
if (!handheld) input.focus();
