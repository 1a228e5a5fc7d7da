import { describe, expect, test } from "vitest";
import type { Ticket } from "../../src/desk/protocol";
import { queue } from "../../src/desk/queue";

const at = (minute: number) => `2026-11-26T09:${String(minute).padStart(2, "0")}:00+08:00`;

const ticket = (number: string, changes: Partial<Ticket> = {}): Ticket => ({
  number,
  channel: "chat",
  reason: "asked",
  state: "waiting",
  owner: null,
  left_by: null,
  opened_at: at(0),
  taken_at: null,
  closed_at: null,
  waiting_seconds: 0,
  summary: { question: null, facts: [], cities: [] },
  labels: [],
  outcome: null,
  note: null,
  last: null,
  ...changes,
});

const owned = (number: string, name: string, from: string, minute: number) =>
  ticket(number, {
    state: "owned",
    owner: { name, shown: name },
    last: { text: "", from, at: at(minute) },
  });

const numbers = (tickets: Ticket[]) => tickets.map(({ number }) => number);

describe("the queue", () => {
  test("has whoever waits longest first", () => {
    const { waiting } = queue([ticket("b", { opened_at: at(2) }), ticket("a")], "li");
    expect(numbers(waiting)).toEqual(["a", "b"]);
  });

  test("has of mine those first who wait for a word, the latest of them on top", () => {
    const mine = [
      owned("answered", "li", "agent", 9),
      owned("early", "li", "user", 3),
      owned("late", "li", "user", 5),
    ];
    expect(numbers(queue(mine, "li").mine)).toEqual(["late", "early", "answered"]);
  });

  test("keeps the others' apart", () => {
    const { mine, others } = queue([owned("x", "wang", "user", 1)], "li");
    expect(numbers(mine)).toEqual([]);
    expect(numbers(others)).toEqual(["x"]);
  });

  test("shows neither calls nor what is closed", () => {
    const { waiting, mine, others } = queue(
      [
        ticket("call", { channel: "phone", state: "owned", owner: { name: "li", shown: "小李" } }),
        ticket("over", { state: "closed" }),
      ],
      "li",
    );
    expect([waiting, mine, others].flat()).toEqual([]);
  });
});
