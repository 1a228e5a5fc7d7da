// The lines of a chat as an agent sees them: the customer left; the bot, with what it went by, and
// people right.

import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { CardActions } from "../../actions";
import { type Citation, distinct, readCard } from "../../card";
import { lines } from "../../lines";
import { needsTime, timeLabel } from "../../moments";
import { unquoted } from "../../quote";
import { cardView } from "../../view/cards";
import { source } from "../../view/source";
import { readEvidence } from "../evidence";
import type { DeskItem } from "../protocol";
import { words } from "../words";
import { evidenceView } from "./evidence";

export function transcriptView(items: readonly DeskItem[], actions: CardActions): TemplateResult {
  const now = new Date();
  let before: Date | null = null;
  return html`${repeat(
    items,
    ({ seq }) => seq,
    (item) => {
      const at = new Date(item.at);
      const time = needsTime(before, at)
        ? html`<time class="time" datetime=${item.at}>${timeLabel(at, now)}</time>`
        : nothing;
      before = at;
      return html`${time}${line(item, actions)}`;
    },
  )}`;
}

function line(item: DeskItem, actions: CardActions): TemplateResult {
  if (item.from === "note") return html`<p class="note">${item.text}</p>`;
  if (item.from === "user") return customer(item);
  return item.from === "agent" ? person(item, actions) : bot(item, actions);
}

function customer({ id, text }: DeskItem): TemplateResult {
  const { quote, words: own } = unquoted(text);
  return html`<article class="turn customer" data-id=${id}>
    <p class="who">${words.customer}</p>
    <div class="bubble">${quote ? html`<p class="quoted">${quote}</p>` : nothing}<p class="text">${own}</p></div>
  </article>`;
}

function person({ id, text, author, card }: DeskItem, actions: CardActions): TemplateResult {
  return html`<article class="turn person" data-id=${id}>
    <p class="who">${author ?? ""}</p>
    <div class="bubble"><p class="text">${text}</p>${cited(card).map((each) => source(each, actions))}</div>
  </article>`;
}

function bot(item: DeskItem, actions: CardActions): TemplateResult {
  const card = readCard(item.card);
  const citations = cited(item.card);
  return html`<article class="turn bot" data-id=${item.id}>
    <p class="who">${words.bot}</p>
    <div class="bubble" data-kind=${card?.kind ?? nothing}>
      ${card ? cardView(card, actions) : nothing}
      <div class="text">${lines(item.text, card).map(
        ({ text, told }) => html`<p class=${told ? "hidden" : ""}>${text}</p>`,
      )}</div>
      ${evidenceView(readEvidence(item.evidence), citations, actions)}
    </div>
  </article>`;
}

const cited = (card: unknown): Citation[] => distinct(readCard(card)?.citations ?? []);
