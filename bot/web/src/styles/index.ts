// Constructable style sheets: they need no `unsafe-inline`, and no page can undo them.

import { unsafeCSS } from "lit";
import tokens from "../../static/tokens.css?inline";
import cards from "./cards.css?inline";
import host from "./host.css?inline";
import lists from "./lists.css?inline";
import messages from "./messages.css?inline";
import panel from "./panel.css?inline";
import sheet from "./sheet.css?inline";
import theme from "./theme.css?inline";
import writing from "./writing.css?inline";

export const styles = [tokens, theme, host, panel, writing, sheet, messages, cards, lists].map(
  unsafeCSS,
);
