import { svg, type TemplateResult } from "lit";

const icon = (path: TemplateResult): TemplateResult =>
  svg`<svg viewBox="0 0 24 24" width="24" height="24" fill="none" stroke="currentColor"
    stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${path}</svg>`;

export const chatIcon = icon(svg`<path d="M4 5h16v11h-8l-5 4v-4H4z"/><path d="M8 9h8M8 12h5"/>`);
export const closeIcon = icon(svg`<path d="M6 6l12 12M18 6 6 18"/>`);
export const moreIcon = icon(svg`<path d="M6 12h.01M12 12h.01M18 12h.01" stroke-width="3"/>`);
export const downIcon = icon(svg`<path d="M12 5v14M6 13l6 6 6-6"/>`);
export const sheetIcon = icon(svg`<path d="M6 3h9l4 4v14H6z"/><path d="M9 11h7M9 15h7M14 3v5h5"/>`);
export const personIcon = icon(
  svg`<circle cx="12" cy="8" r="4"/><path d="M4 21c0-4 3.5-7 8-7s8 3 8 7"/>`,
);
