// The queue: who waits and how long, what for, and who has whom.

import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { timeLabel } from "../../moments";
import { fill } from "../../words";
import type { Live } from "../live";
import type { Ticket } from "../protocol";
import { awaitsUs, queue } from "../queue";
import { waitingWords } from "../waiting";
import { words } from "../words";

export function queueView(
  live: Live,
  me: string,
  open: string | null,
  choose: (number: string) => void,
): TemplateResult {
  const { waiting, mine, others } = queue(live.tickets, me);
  const group = (name: string, kind: string, tickets: Ticket[], none = "") =>
    tickets.length || none
      ? html`<section class=${kind}>
          <h2>${name} <span class="count">${tickets.length}</span></h2>
          <ul>${repeat(
            tickets,
            ({ number }) => number,
            (ticket) =>
              html`<li>${row(ticket, { me, waited: live.waited(ticket), current: ticket.number === open }, choose)}</li>`,
          )}</ul>
          ${tickets.length ? nothing : html`<p class="quiet">${none}</p>`}
        </section>`
      : nothing;
  return html`<nav class="queue" aria-label=${words.queue} @keydown=${move}>
    ${group(words.waiting, "waiting", waiting, words.nobody_waits)}
    ${group(words.mine, "mine", mine)}
    ${group(words.others, "others", others)}
  </nav>`;
}

function row(
  ticket: Ticket,
  { me, waited, current }: { me: string; waited: number; current: boolean },
  choose: (number: string) => void,
): TemplateResult {
  const { number, state, owner, left_by, summary, last } = ticket;
  const isNews = last && last.from !== "note" && (state === "owned" || left_by);
  const said = isNews ? last.text : summary.question;
  return html`<button type="button" class="ticket" data-number=${number}
    aria-current=${current ? "true" : nothing} @click=${() => choose(number)}>
    <span class="head">
      ${reason(ticket, me)}
      ${
        state === "waiting"
          ? html`<span class="waited">${words.waits} <b>${waitingWords(waited)}</b></span>`
          : html`<span class="quiet">${owner?.name === me ? timeLabel(new Date(last?.at ?? ticket.opened_at), new Date()) : owner?.shown}</span>`
      }
    </span>
    <span class="said">${awaitsUs(ticket) && state === "owned" ? html`<i class="new" aria-hidden="true"></i>` : nothing}${said ?? last?.text ?? ""}</span>
    <span class="about">${facts(ticket)}</span>
  </button>`;
}

export const facts = ({ summary }: Ticket): string =>
  [...new Set([...(summary.cities ?? []), ...(summary.facts ?? [])])].join(" · ");

/** Why a person is to look at it. */
export function reason({ reason, left_by }: Ticket, me: string): TemplateResult {
  if (!left_by)
    return html`<span class="reason ${reason}">${words.reasons[reason] ?? reason}</span>`;
  const left = left_by.name === me ? words.left_me : fill(words.left, { name: left_by.shown });
  return html`<span class="reason left">${left}</span>`;
}

/** 由小王处理, or nothing. */
export function ownerWords({ owner }: Ticket, me: string): string {
  if (!owner) return "";
  return owner.name === me ? words.owner_me : fill(words.owner, { name: owner.shown });
}

function move(event: KeyboardEvent): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  const list = event.currentTarget as HTMLElement;
  const rows = [...list.querySelectorAll<HTMLElement>(".ticket")];
  const here = rows.indexOf(event.target as HTMLElement);
  rows[Math.min(rows.length - 1, Math.max(0, here + step))]?.focus();
  event.preventDefault();
}
