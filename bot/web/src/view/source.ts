// A clause to open: where it stands, and how its document stands today.

import { html, nothing, type TemplateResult } from "lit";
import type { CardActions } from "../actions";
import type { Citation } from "../card";
import { words } from "../words";

export function badge(status: string): TemplateResult | typeof nothing {
  const text = words.status[status];
  return text ? html`<span class="badge ${status}">${text}</span>` : nothing;
}

/** Path and status, and the title below. */
export function source(citation: Citation, { openClause }: CardActions): TemplateResult {
  return html`<button type="button" class="source" @click=${() => openClause(citation)}>
    <span class="head"><b>${citation.clause}</b> ${badge(citation.status)}</span>
    <span class="title">《${citation.title}》</span>
  </button>`;
}
