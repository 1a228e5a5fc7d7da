// Canned replies under the composer: after a semicolon, narrowed by what follows it.

import { html, nothing, type TemplateResult } from "lit";
import type { Canned } from "../protocol";
import { words } from "../words";

/** What is sought among the replies, if the text starts with a semicolon. */
export function sought(text: string): string | null {
  const match = /^[;；]\s*(\S*)\s*$/.exec(text);
  return match ? (match[1] ?? "") : null;
}

export function fitting(replies: readonly Canned[], said: string): Canned[] {
  const has = (text: string): boolean => text.toLowerCase().includes(said.toLowerCase());
  const rank = ({ title }: Canned): number => (has(title) ? 0 : 1);
  return replies
    .filter(({ title, text }) => has(title) || has(text))
    .sort((a, b) => rank(a) - rank(b));
}

export function cannedList(
  replies: readonly Canned[],
  chosen: number,
  take: (reply: Canned) => void,
): TemplateResult {
  return html`<ul id="canned" role="listbox" aria-label=${words.replies}>${replies.map(
    (reply, index) => html`<li id="canned-${index}" role="option" aria-selected=${index === chosen}
      @pointerdown=${(event: Event) => event.preventDefault()} @click=${() => take(reply)}>
      <span class="head"><b>${reply.title}</b>${
        reply.flag ? html`<span class="badge expired">${words.flags[reply.flag]}</span>` : nothing
      }</span>
      <span class="of">${reply.text}</span>
    </li>`,
  )}</ul>
  ${replies.length ? nothing : html`<p class="quiet" role="status">${words.no_replies}</p>`}`;
}
