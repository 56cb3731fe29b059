"use client";

import { useRouter } from "next/navigation";
import { SeriesForm } from "./series-form";

export function NewSeries() {
  const router = useRouter();
  return <SeriesForm series={null} onSaved={({ slug }) => router.push(`/series/${slug}`)} />;
}
