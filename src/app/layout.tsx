import type { Metadata, Viewport } from "next";
import { headers } from "next/headers";
import type { ReactNode } from "react";
import { ThemeProvider } from "@/components/theme-provider";
import { Toaster } from "@/components/toaster";
import { env } from "@/platform/env";
import { nonceHeader } from "@/server/security";
import { liveIdentity } from "@/trpc/live-identity";
import { TrpcProvider } from "@/trpc/react";
import { pageActor } from "@/trpc/server";
import "./globals.css";
import { CurrentBulletin } from "./shell/current-bulletin";
import { Keyboard } from "./shell/keyboard";
import { OfflineBanner } from "./shell/offline-banner";
import { SiteFooter } from "./shell/site-footer";
import { SiteHeader } from "./shell/site-header";

export const generateMetadata = (): Metadata => ({
  metadataBase: new URL(env().appUrl),
  title: { default: "Inkwire", template: "%s · Inkwire" },
  description: "A community for stories that is alive while you look at it.",
  applicationName: "Inkwire",
});

export const viewport: Viewport = {
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#f7f3ea" },
    { media: "(prefers-color-scheme: dark)", color: "#10151f" },
  ],
};

/** `--header-height` is for what sticks below the header; the scroll padding keeps a focused control out from under it. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const actor = await pageActor();
  return (
    <html lang="en" suppressHydrationWarning className="scroll-pt-16 [--header-height:3.5rem]">
      <body className="flex flex-col">
        <ThemeProvider nonce={(await headers()).get(nonceHeader) ?? undefined}>
          <TrpcProvider viewer={liveIdentity(actor)}>
            <a href="#main" className="skip-link">
              Skip to the content
            </a>
            <SiteHeader actor={actor} />
            <main id="main" tabIndex={-1} className="min-w-0 flex-1">
              {children}
            </main>
            <SiteFooter />
            <CurrentBulletin />
            <OfflineBanner />
            <Keyboard role={actor.kind === "member" ? actor.role : null} />
            <Toaster />
          </TrpcProvider>
        </ThemeProvider>
      </body>
    </html>
  );
}
