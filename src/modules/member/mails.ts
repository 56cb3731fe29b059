import type { Mail } from "@/platform/mail";

// Nothing in these is what the person typed but the handle, which holds letters and digits only: they may go to anyone.

export const newMail = (to: string, handle: string, url: string): Mail =>
  mailOf(to, "Your sign-up at Inkwire", {
    before: `Someone, most likely you, signed up as @${handle} with this address. To open the account, follow this link and enter the password that was chosen:`,
    link: url,
    after: "It holds for a day. If it was not you, leave it: without the link there will be no account.",
  });

export const knownMail = (to: string, appUrl: string): Mail =>
  mailOf(to, "You have an account at Inkwire", {
    before: "Someone, most likely you, tried to sign up with this address. It has an account already: sign in here.",
    link: `${appUrl}/sign-in`,
    after: "If it was not you, nothing needs to be done. Who tried was not told that you have an account.",
  });

export const resetMail = (to: string, url: string): Mail =>
  mailOf(to, "A new password at Inkwire", {
    before: "Someone, most likely you, has forgotten the password of your account. Follow this link to set another:",
    link: url,
    after: "It holds for an hour, and once. If it was not you, leave it: your password stays as it is.",
  });

const mailOf = (to: string, subject: string, { before, link, after }: Record<"before" | "link" | "after", string>) => ({
  to,
  subject,
  text: [before, link, after].join("\n\n"),
  html: `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Inkwire</title></head>
<body style="margin:0;background:#f7f3ea;color:#1b2333;font:16px/1.5 Georgia,serif">
<div style="max-width:34rem;margin:0 auto;padding:24px">
<p>${before}</p><p><a href="${link}" style="color:#bd3118">${link}</a></p><p style="color:#5b606b">${after}</p>
</div></body></html>`,
});
