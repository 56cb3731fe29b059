/** The classes of the item at `index`, shared with the skeleton so that nothing shifts when the stories come. */
export const placeOf = (index: number): string =>
  index === 0 ? "scroll-mt-24 pb-9 lg:col-span-2 lg:pb-12" : "scroll-mt-24 border-rule border-t py-6";
