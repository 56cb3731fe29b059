import type { Audience, Length, Tone, WizardStep } from "../schema";

export const stepNames: Record<WizardStep, string> = {
  idea: "The idea",
  voice: "Its voice",
  shape: "Its shape",
  review: "Look it over",
};

interface Choice {
  name: string;
  hint: string;
}

export const toneChoices: Record<Tone, Choice> = {
  quiet: { name: "Quiet", hint: "Small things, exactly seen" },
  warm: { name: "Warm", hint: "Good company" },
  wry: { name: "Wry", hint: "A straight face" },
  tense: { name: "Tense", hint: "Short of breath" },
};

export const lengthChoices: Record<Length, Choice> = {
  page: { name: "A page", hint: "About 300 words" },
  short: { name: "A short story", hint: "About 700 words" },
  long: { name: "A longer one", hint: "About 1,400 words" },
};

export const audienceChoices: Record<Audience, Choice> = {
  general: { name: "Everyone", hint: "No violence, no swearing" },
  teen: { name: "From thirteen", hint: "Nothing explicit" },
  mature: { name: "Grown-ups", hint: "What the story needs" },
};
