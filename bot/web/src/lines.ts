// Which lines of a reply's text its card shows already. They stay in the text for those who hear
// it, and are hidden from those who see the card. A line that is not recognised is simply shown.

import type { Card } from "./card";

export interface Line {
  text: string;
  /** The card shows the same. */
  told: boolean;
}

const SHOWN_WITH_FIGURES = /^(计算|依据|前提)：/;
const GROUP = /^(可以享受的|要看具体情况的|按文件不适用的)：$/;
const DOCUMENT = /^【.+】/;
const ENTRY = /^· /; // below a heading, where another may say the same
const OF_A_DOCUMENT = /^(· |文件状态：)/;
const CHOICES = /^（可以回答：.+）$/;

export function lines(text: string, card: Card | null): Line[] {
  const told = card ? (card.sheet ? isSheet : (TOLD[card.kind] ?? never)) : never;
  const all = text.split("\n").filter((line) => line.trim());
  const found = all.map((line, index) => ({
    text: line,
    told: card !== null && (told(line, card) || (!ENTRY.test(line) && all.indexOf(line) < index)),
  }));
  return found.map((line, index) =>
    DOCUMENT.test(line.text) && isNeeded(found.slice(index + 1)) ? { ...line, told: false } : line,
  );
}

/** Whether a heading is needed for what is shown of the lines behind it. */
function isNeeded(behind: Line[]): boolean {
  const end = behind.findIndex(({ text }) => DOCUMENT.test(text));
  const section = end < 0 ? behind : behind.slice(0, end);
  return section.some(({ text, told }) => !told && OF_A_DOCUMENT.test(text));
}

const never = (): boolean => false;

const isSheet = (line: string, { sheet }: Card): boolean => line.includes(String(sheet));

const isFigure = (line: string, { figures }: Card): boolean =>
  figures.some((figure) => figure.line !== "" && line.includes(figure.line));

const TOLD: Record<string, (line: string, card: Card) => boolean> = {
  amount: (line, card) =>
    card.figures.some((figure) => figure.line) &&
    (isFigure(line, card) || SHOWN_WITH_FIGURES.test(line)),
  matches: (line, card) => isFigure(line, card) || GROUP.test(line) || DOCUMENT.test(line),
  comparison: (line, card) => isFigure(line, card) || DOCUMENT.test(line),
  clauses: (line, { citations }) =>
    citations.some(({ quote, title }) => line.startsWith(`《${title}》`) && line.includes(quote)),
  handoff: (line, { citations }) =>
    line.startsWith("我查到的条款：") &&
    citations.some(({ title }) => line.includes(`《${title}》`)),
  ask: (line, { citations, quick_replies }) =>
    (citations.length > 0 && line.startsWith("依据：")) ||
    (quick_replies.length > 0 && CHOICES.test(line)),
};
