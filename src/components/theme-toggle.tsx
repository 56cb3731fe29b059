"use client";

import { Monitor, Moon, Sun } from "lucide-react";
import { useTheme } from "next-themes";
import { IconButton } from "./icon-button";
import { Menu, MenuRadioGroup, MenuRadioItem } from "./menu";

const themes = [
  { value: "light", label: "Light", Icon: Sun },
  { value: "dark", label: "Dark", Icon: Moon },
  { value: "system", label: "As the system", Icon: Monitor },
] as const;

/** CSS chooses the icon, since the server cannot know the theme; the items render only once opened. */
export function ThemeToggle() {
  const { theme = "system", setTheme } = useTheme();
  return (
    <Menu
      trigger={
        <IconButton label="Theme">
          <Sun aria-hidden="true" className="dark:hidden" />
          <Moon aria-hidden="true" className="hidden dark:block" />
        </IconButton>
      }
    >
      <MenuRadioGroup value={theme} onValueChange={setTheme}>
        {themes.map(({ value, label, Icon }) => (
          <MenuRadioItem key={value} value={value}>
            <Icon aria-hidden="true" />
            {label}
          </MenuRadioItem>
        ))}
      </MenuRadioGroup>
    </Menu>
  );
}
