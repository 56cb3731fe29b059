import type { ReactNode } from "react";

/** Next asks for one, though this application has no pages. */
export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="en">
      <body>{children}</body>
    </html>
  );
}
