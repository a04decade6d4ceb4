/** Whether the text is 13 digits with weights 1 and 3 in turn summing up to a multiple of ten (GS1 General Specifications, §7.9). */
export function isEan13(text: string): boolean {
  if (!/^[0-9]{13}$/.test(text)) return false;
  let sum = 0;
  for (let index = 0; index < text.length; index += 1) sum += Number(text.charAt(index)) * (index % 2 === 0 ? 1 : 3);
  return sum % 10 === 0;
}
