import type { Visibility } from "../../schema";
import type { ChapterDraft, Details } from "../manuscript/forms";

export const ratingNames: Record<Details["rating"], string> = {
  general: "General: for everyone",
  teen: "Teen: from about 13",
  mature: "Mature: adult themes",
  explicit: "Explicit: adults only",
};

/** Each in its own words, by code. */
export const languageNames: Record<string, string> = {
  en: "English",
  de: "Deutsch",
  es: "Español",
  fr: "Français",
  it: "Italiano",
  nl: "Nederlands",
  pl: "Polski",
  pt: "Português",
  sv: "Svenska",
  tr: "Türkçe",
  uk: "Українська",
  ar: "العربية",
  hi: "हिन्दी",
  ja: "日本語",
  ko: "한국어",
  zh: "中文",
};

export const visibilityNames: Record<Visibility, { name: string; text: string }> = {
  public: { name: "Public", text: "In the community feed, for everyone." },
  followers: { name: "Followers", text: "Only for those who follow you, in their feed." },
  unlisted: { name: "Unlisted", text: "In no list. Whoever has the link can read it." },
};

export const fieldNames: Record<keyof Details | keyof ChapterDraft, string> = {
  title: "Title",
  body: "Text",
  notesBefore: "Note before the text",
  notesAfter: "Note after the text",
  blurb: "Blurb",
  genre: "Genre",
  tags: "Tags",
  rating: "Rating",
  warnings: "Content warnings",
  progress: "Progress",
  downloads: "Downloads",
  language: "Language",
};
