// What is asked back for: chips stand below the log; a sum, a date or a count has its own field.

import { html, nothing, type TemplateResult } from "lit";
import type { Actions } from "../../actions";
import type { Card } from "../../card";
import { words } from "../../words";

type Kind = keyof typeof words.asks;

const FIELDS: Record<string, Kind> = {
  listing_cost: "amount",
  digital_cost: "amount",
  renovation_cost: "amount",
  guarantee_fee: "amount",
  loan: "amount",
  interest: "amount",
  tax_paid: "amount",
  recognised_on: "date",
  firms_gathered: "count",
  firms_led: "count",
};
const SAID: Record<Kind, (value: string) => string> = {
  amount: (value) => `${value}万元`,
  date: (value) => value.replace(/^(\d+)-0?(\d+)-0?(\d+)$/, "$1年$2月$3日"),
  count: (value) => `${value}家`,
};

/** The field for what is asked, if it is a sum, a date or a count. */
export function answerField({ ask }: Card, actions: Actions): TemplateResult | typeof nothing {
  const kind = FIELDS[ask?.field ?? ""];
  return kind ? form(kind, actions) : nothing;
}

function form(kind: Kind, { say }: Actions): TemplateResult {
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const input = (event.target as HTMLFormElement).elements.namedItem("answer");
    const value = (input as HTMLInputElement).value.trim();
    if (value) say(SAID[kind](value));
  };
  return html`<form class="ask" autocomplete="off" @submit=${submit}>
    <label for="answer">${words.asks[kind]}</label>
    <span class="field">
      ${
        kind === "date"
          ? html`<input id="answer" name="answer" type="date" required />`
          : html`<input id="answer" name="answer" required pattern="[0-9]+([.][0-9]+)?"
              inputmode=${kind === "amount" ? "decimal" : "numeric"} />`
      }
      <button type="submit" class="action">${words.confirm}</button>
    </span>
  </form>`;
}
