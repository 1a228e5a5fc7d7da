// The table of keys.

import { html, type TemplateResult } from "lit";
import { words } from "../words";
import { modal } from "./modal";

export function keysHelp(screen: "phone" | "chats", closed: () => void): TemplateResult {
  const rows = words.shortcuts[screen].map(
    ([keys, does]) => html`<div><dt><kbd>${keys}</kbd></dt><dd>${does}</dd></div>`,
  );
  return modal("keys", words.keys, html`<dl>${rows}</dl>`, closed);
}
