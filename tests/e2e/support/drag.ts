import { expect, type Locator } from "@playwright/test";

/** Drags one row onto another as a hand does, which goes on moving until the row says that it would be taken. */
export async function dragOnto(from: Locator, to: Locator, position: { x: number; y: number }): Promise<void> {
  const { mouse } = from.page();
  await from.hover();
  await mouse.down();
  let moves = 0;
  await expect(async () => {
    await to.hover({ position: { ...position, x: position.x + (moves++ % 2) } });
    await expect(to).toHaveClass(/border-(t-)?accent/, { timeout: 500 });
  }).toPass();
  await mouse.up();
}
