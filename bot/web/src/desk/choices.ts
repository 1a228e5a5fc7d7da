// What can be tapped of the caller: where, which title, and how it came.

import { fill } from "../words";
import { type Choice, words } from "./words";

/** By field, in the order in which they are shown. */
export type Choices = Readonly<Record<string, readonly Choice[]>>;

/** `province`: if it has documents of its own. */
export function choicesWith(cities: readonly string[], province: string): Choices {
  const places = cities.map((name) => ({ name, say: name }));
  if (province) places.push({ name: fill(words.whole_province, { province }), say: province });
  return { city: places, ...words.choices };
}

/** The one that was said; null if it is none. */
export function choiceSaid(choices: readonly Choice[], said: string): Choice | null {
  return choices.find(({ name, say }) => said === say || said.includes(name)) ?? null;
}

/** The one that was typed; its beginning is enough if no other begins so. */
export function choiceTyped(choices: readonly Choice[], typed: string): Choice | null {
  const like = choices.filter(({ name }) => typed && name.startsWith(typed));
  return choiceSaid(choices, typed) ?? (like.length === 1 ? (like[0] ?? null) : null);
}
