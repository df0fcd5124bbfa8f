// Euro cents as they stand on the page: 12800 is €128, 12850 is €128.50.
export function money(cents) {
  const whole = Math.trunc(cents / 100);
  const rest = cents % 100;
  return rest === 0 ? `€${whole}` : `€${whole}.${String(rest).padStart(2, "0")}`;
}
