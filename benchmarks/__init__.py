"""Speed, memory and growth. Figures are ratios where they can be: seconds differ between machines, ratios less."""
