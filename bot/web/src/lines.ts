// Which lines of a reply's text its card shows already. They stay in the text for those who hear
// it, and are hidden from those who see the card. A line that is not recognised is simply shown.

import type { Card } from "./card";

export interface Line {
  text: string;
  /** The card shows the same. */
  told: boolean;
}

const SHOWN_WITH_FIGURES = /^(计算|依据|前提)：/;
const HEADINGS = /^(可以享受的|要看具体情况的|按文件不适用的)：$|^【.+】/;

export function lines(text: string, card: Card | null): Line[] {
  const told = card ? (card.sheet ? isSheet : (TOLD[card.kind] ?? never)) : never;
  const all = text.split("\n").filter((line) => line.trim());
  return all.map((line, index) => ({
    text: line,
    told: card !== null && (told(line, card) || all.indexOf(line) < index),
  }));
}

const never = (): boolean => false;

const isSheet = (line: string, { sheet }: Card): boolean => line.includes(String(sheet));

const isFigure = (line: string, { figures }: Card): boolean =>
  figures.some((figure) => figure.line !== "" && line.includes(figure.line));

const TOLD: Record<string, (line: string, card: Card) => boolean> = {
  amount: (line, card) =>
    card.figures.some((figure) => figure.line) &&
    (isFigure(line, card) || SHOWN_WITH_FIGURES.test(line)),
  matches: (line, card) => isFigure(line, card) || HEADINGS.test(line),
  comparison: (line, card) => isFigure(line, card) || HEADINGS.test(line),
  clauses: (line, { citations }) =>
    citations.some(({ quote, title }) => line.startsWith(`《${title}》`) && line.includes(quote)),
  ask: (line, { citations }) => citations.length > 0 && line.startsWith("依据："),
};
