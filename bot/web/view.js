// From data to elements. Text from the server is only ever set as text.

import { words } from "./words.js";

function make(tag, properties = {}, children = []) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

const button = (textContent, onclick, className = "") =>
  make("button", { type: "button", textContent, onclick, className });

function avatar(text) {
  const element = make("span", { className: "avatar", textContent: text });
  element.setAttribute("aria-hidden", "true");
  return element;
}

const speaker = (name) => make("span", { className: "hidden", textContent: `${name}：` });

export function userTurn(entry, onRetry) {
  const bubble = make("div", { className: "bubble" }, [
    speaker(words.page.me),
    make("p", { className: "text", textContent: entry.text }),
  ]);
  const turn = make("div", { className: "turn user" }, [avatar(words.page.me), bubble]);
  if (entry.state === "failed") {
    turn.append(
      make("p", { className: "trouble", textContent: entry.trouble }),
      button(words.page.retry, onRetry, "retry"),
    );
  }
  return turn;
}

export function botTurn(entry) {
  const lines = entry.text.split("\n").filter((line) => line.trim());
  const paragraphs = lines.map((line) => make("p", { textContent: line }));
  const bubble = make("div", { className: "bubble" }, [
    speaker(words.page.bot),
    make("div", { className: "text" }, paragraphs),
  ]);
  const citations = entry.card?.citations ?? [];
  if (citations.length) bubble.append(sources(citations));
  // Only our own sheets are linked, whatever the card says.
  if (entry.card?.sheet?.startsWith("/sheets/")) {
    const link = { href: entry.card.sheet, target: "_blank", className: "sheet" };
    bubble.append(make("a", { ...link, textContent: words.page.sheet }));
  }
  return make("div", { className: "turn bot" }, [avatar("策"), bubble]);
}

function sources(citations) {
  const list = make("ul", { className: "sources" }, citations.map(source));
  list.setAttribute("aria-label", words.page.sources);
  return list;
}

function source({ title, clause, status, url }) {
  const label = `《${title}》${clause}`;
  // Only our own policy pages are linked, whatever the card says.
  const name = url?.startsWith("/policies/")
    ? make("a", { href: url, target: "_blank", textContent: label })
    : make("span", { textContent: label });
  const item = make("li", {}, [name]);
  if (Object.hasOwn(words.status, status)) {
    const badge = make("span", { className: `badge ${status}`, textContent: words.status[status] });
    item.append(" ", badge);
  }
  return item;
}

export function dots() {
  const bubble = make("div", { className: "bubble dots" }, [make("i"), make("i"), make("i")]);
  const turn = make("div", { className: "turn bot" }, [avatar("策"), bubble]);
  turn.setAttribute("aria-hidden", "true");
  return turn;
}

export const chip = (text, onPick) => button(text, () => onPick(text));
