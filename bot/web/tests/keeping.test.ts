import { beforeEach, describe, expect, test } from "vitest";
import { Outbox } from "../src/outbox";
import { Kept } from "../src/storage";
import { Transcript } from "../src/transcript";

class Drawer {
  readonly #kept = new Map<string, string>();
  getItem = (name: string) => this.#kept.get(name) ?? null;
  setItem = (name: string, value: string) => void this.#kept.set(name, value);
  removeItem = (name: string) => void this.#kept.delete(name);
}

const forbidden = (): Storage => {
  throw new DOMException("denied", "SecurityError");
};

let server = 0;
let drawer: Drawer;
beforeEach(() => {
  server += 1;
  drawer = new Drawer();
});
const kept = () => new Kept(`http://${server}`, () => drawer as unknown as Storage);

describe("what is kept", () => {
  test("outlives the page", () => {
    kept().write("care", true);
    expect(kept().read("care")).toBe(true);
  });

  test("is kept apart for each gateway", () => {
    kept().write("care", true);
    server += 1;
    expect(kept().read("care")).toBeNull();
  });

  test("lives as long as the page where storage is forbidden", () => {
    const without = () => new Kept(`http://${server}`, forbidden);
    without().write("care", true);
    expect(without().read("care")).toBe(true);
    without().remove("care");
    expect(without().read("care")).toBeNull();
  });

  test("is nothing if somebody else wrote nonsense there", () => {
    drawer.setItem(`policy-chat http://${server} care`, "{");
    expect(kept().read("care")).toBeNull();
  });
});

describe("the outbox", () => {
  test("keeps order and ids over a reload", () => {
    const first = new Outbox(kept()).add("一", new Date(0));
    const second = new Outbox(kept()).add("二", new Date(1));
    expect(new Outbox(kept()).all).toEqual([first, second]);
    expect(first.id).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
  });

  test("gives up only what was confirmed, whatever another tab adds", () => {
    const mine = new Outbox(kept());
    const { id } = mine.add("一", new Date());
    const other = new Outbox(kept()).add("二", new Date());
    mine.remove([id]);
    expect(mine.all).toEqual([other]);
  });
});

describe("the transcript", () => {
  const item = (seq: number, text = "") => ({
    seq,
    id: `id-${seq}`,
    from: "bot" as const,
    text,
    card: null,
    at: "2026-11-22T09:30:00+08:00",
    reply_to: null,
    feedback: null,
  });

  test("holds each line once, in order, the later version of it", () => {
    const transcript = new Transcript();
    transcript.add([item(2), item(3)]);
    transcript.add([item(1), item(3, "new")]);
    expect(transcript.items.map(({ seq }) => seq)).toEqual([1, 2, 3]);
    expect(transcript.items[2]?.text).toBe("new");
  });

  test("tells when lines between are missing", () => {
    const transcript = new Transcript();
    expect(transcript.leavesGap([item(9)])).toBe(false);
    transcript.add([item(1)]);
    expect(transcript.leavesGap([item(2)])).toBe(false);
    expect(transcript.leavesGap([item(3)])).toBe(true);
  });
});
