// The desk's style sheets, with those that it shares with the chat.

import { unsafeCSS } from "lit";
import tokens from "../../../static/tokens.css?inline";
import cards from "../../styles/cards.css?inline";
import lists from "../../styles/lists.css?inline";
import sheet from "../../styles/sheet.css?inline";
import theme from "../../styles/theme.css?inline";
import chats from "./chats.css?inline";
import modal from "./modal.css?inline";
import phone from "./phone.css?inline";
import screen from "./screen.css?inline";

export const styles = [tokens, theme, cards, lists, sheet, screen, modal, phone, chats].map(
  unsafeCSS,
);
