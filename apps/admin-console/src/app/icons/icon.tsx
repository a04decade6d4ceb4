import type { ReactNode } from 'react';

/** A drawing on 20 by 20, as large as the text asks; what it means, the words beside it say. */
export function Icon({ size = 18, children }: { readonly size?: number; readonly children: ReactNode }) {
  return (
    <svg className="icon" width={size} height={size} viewBox="0 0 20 20" fill="none" stroke="currentColor" strokeWidth={1.7} strokeLinecap="round" strokeLinejoin="round" aria-hidden="true" focusable="false">
      {children}
    </svg>
  );
}

/** @param d the path; several strokes in one */
export const drawn = (d: string, size?: number) =>
  function DrawnIcon() {
    return <Icon {...(size !== undefined && { size })}><path d={d} /></Icon>;
  };
