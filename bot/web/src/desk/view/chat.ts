// The head of a chat: who it is about, who has it, and what can be done with it.

import { html, nothing, type TemplateResult } from "lit";
import { fill } from "../../words";
import type { Ticket } from "../protocol";
import { words } from "../words";
import { closeModal, modal } from "./modal";
import { facts, ownerWords, reason } from "./queue";

export interface ChatActions {
  take(force: boolean): void;
  askHandBack(): void;
  handBack(to: "bot" | "queue"): void;
  askClose(): void;
  leave(): void;
}

/** `me`: my sign-in name; `mine`: I have it; `forces`: I may take it from somebody else. */
export function chatHead(
  ticket: Ticket,
  { me, mine, forces }: { me: string; mine: boolean; forces: boolean },
  actions: ChatActions,
): TemplateResult {
  const { number, state, summary, left_by } = ticket;
  return html`<header class="chat-head">
    <button type="button" class="link back" @click=${actions.leave}>‹ ${words.back_to_queue}</button>
    <div class="about">
      <h2><span class="number">${number}</span>
        ${reason(ticket, me)}
        <span class="quiet">${state === "closed" ? words.closed : ownerWords(ticket, me)}</span></h2>
      <p>${summary.question ?? ""} <span class="quiet">${facts(ticket)}</span></p>
      ${left_by?.name === me ? html`<p class="left" role="status">${words.left_hint}</p>` : nothing}
    </div>
    <div class="buttons">${
      mine
        ? html`<button type="button" aria-keyshortcuts="Alt+B" @click=${actions.askHandBack}>${words.hand_back}</button>
          <button type="button" class="end" aria-keyshortcuts="Control+Enter" @click=${actions.askClose}>${words.end_chat}</button>`
        : takeButton(ticket, forces, actions)
    }</div>
  </header>`;
}

function takeButton({ state, owner }: Ticket, forces: boolean, { take }: ChatActions) {
  if (state === "waiting")
    return html`<button type="button" class="action" aria-keyshortcuts="Alt+T"
      @click=${() => take(false)}>${words.take} <kbd aria-hidden="true">Alt+T</kbd></button>`;
  if (state === "closed" || !forces) return nothing;
  return html`<button type="button" title=${fill(words.force_hint, { name: owner?.shown ?? "" })}
    @click=${() => take(true)}>${words.force}</button>`;
}

export function handBackChoice(actions: ChatActions, closed: () => void): TemplateResult {
  const to = (where: "bot" | "queue") => (event: Event) => {
    closeModal(event);
    actions.handBack(where);
  };
  return modal(
    "hand-back",
    words.hand_back,
    html`<p class="quiet">${words.hand_back_hint}</p>
      <p class="buttons">
        <button type="button" autofocus class="action" @click=${to("bot")}>${words.to_bot}</button>
        <button type="button" @click=${to("queue")}>${words.to_queue}</button>
      </p>`,
    closed,
  );
}
