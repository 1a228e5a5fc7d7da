// What the bot went by, folded: intent, profile, clauses with scores, calculation trace.

import { html, nothing, type TemplateResult } from "lit";
import type { CardActions } from "../../actions";
import type { Citation } from "../../card";
import type { Evidence } from "../evidence";
import { words } from "../words";

export function evidenceView(
  evidence: Evidence | null,
  known: readonly Citation[],
  actions: CardActions,
): TemplateResult | typeof nothing {
  if (!evidence) return nothing;
  const { intent, profile, clauses, trace } = evidence;
  const facts = profile.map((fact) => html`<li>${fact.label}：${fact.words}</li>`);
  const parts = [
    intent &&
      part(
        words.intent,
        html`<p>${words.intents[intent.name] ?? intent.name}
          <span class="quiet">${words.confidence} ${percent(intent.confidence)}</span></p>`,
      ),
    facts.length && part(words.profile, html`<ul>${facts}</ul>`),
    clauses.length &&
      part(words.candidates, html`<ul>${clauses.map((each) => scored(each, known, actions))}</ul>`),
    trace.length &&
      part(words.trace, html`<ol>${trace.map((step) => html`<li>${step}</li>`)}</ol>`),
  ];
  if (!parts.some(Boolean)) return nothing;
  return html`<details class="evidence"><summary>${words.evidence}</summary>
    <dl>${parts.map((each) => each || nothing)}</dl></details>`;
}

const part = (name: string, content: TemplateResult): TemplateResult =>
  html`<div><dt>${name}</dt><dd>${content}</dd></div>`;

function scored(
  { document, clause, score }: Evidence["clauses"][number],
  known: readonly Citation[],
  { openClause }: CardActions,
): TemplateResult {
  const citation =
    known.find((each) => each.document === document && each.clause === clause) ??
    bare(document, clause);
  return html`<li class="scored"><button type="button" class="link" @click=${() => openClause(citation)}>
    ${clause}<span class="quiet">${document}</span></button>
    ${score === null ? nothing : html`<span class="score">${words.score} ${score.toFixed(2)}</span>`}</li>`;
}

/** A clause of which only its place is known. */
export const bare = (document: string, clause: string): Citation => ({
  document,
  clause,
  title: "",
  number: null,
  quote: "",
  status: "",
  url: "",
});

const percent = (ratio: number): string => `${Math.round(ratio * 100)}%`;
