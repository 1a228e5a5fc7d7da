// What is asked on a call: the field, the questions that come every day, and what was asked so far.

import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { composes } from "../../enter";
import type { Turn } from "../call";
import type { Choices } from "../choices";
import { withoutFacts } from "../facts";
import { words } from "../words";

/** `browse` goes to the answer before (-1) or after (1). */
export function askForm(
  ask: (said: string) => void,
  browse: (step: number) => void,
): TemplateResult {
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const input = (event.target as HTMLFormElement).elements.namedItem("asked") as HTMLInputElement;
    const said = input.value.trim();
    if (!said) return;
    input.value = "";
    ask(said);
  };
  const key = (event: KeyboardEvent): void => {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    const input = event.target as HTMLInputElement;
    if (!step || input.value || event.altKey || composes(event)) return;
    event.preventDefault();
    browse(step);
  };
  return html`<form class="ask" autocomplete="off" @submit=${submit}>
    <input id="asked" name="asked" maxlength="1000" aria-label=${words.ask} placeholder=${words.ask_placeholder}
      enterkeyhint="search" @keydown=${key} />
    <button type="submit" class="action">${words.asking}</button>
  </form>`;
}

export function usualQuestions(ask: (said: string) => void): TemplateResult {
  return html`<div class="row usual" role="group" aria-label=${words.usual}>
    ${words.usual_questions.map(
      ({ name, say }) =>
        html`<button type="button" class="chip" @click=${() => ask(say)}>${name}</button>`,
    )}
  </div>`;
}

/** The questions of the call; one shows its answer. */
export function history(
  turns: readonly Turn[],
  shown: Turn | null,
  choices: Choices,
  show: (id: string) => void,
): TemplateResult {
  return html`<section class="history">
    <h2>${words.so_far}</h2>
    <div role="log" aria-label=${words.so_far}><ol>${repeat(
      turns,
      ({ id }) => id,
      (
        turn,
      ) => html`<li><button type="button" aria-current=${turn.id === shown?.id ? "true" : nothing}
        @click=${() => show(turn.id)}>
        <span class="question">${withoutFacts(choices, turn.text)}</span>
        <span class="first">${firstLine(turn)}</span>
      </button></li>`,
    )}</ol></div>
    ${turns.length ? nothing : html`<p class="quiet">${words.nothing_yet}</p>`}
  </section>`;
}

const firstLine = ({ answers, trouble }: Turn): string =>
  trouble ?? answers[0]?.text.split("\n", 1)[0] ?? words.looking;
