/// What the platform costs, measured on this machine: the redirect under load, units per click, cold
/// starts. Figures stand beside their goals; ratios hold on any machine, times on this one only.
@NullMarked
package dev.tributary.infrastructure.local.bench;

import org.jspecify.annotations.NullMarked;
