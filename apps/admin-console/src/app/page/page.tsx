import { Text, Title } from '@mantine/core';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { NavigationType, useNavigationType } from 'react-router';
import { PRODUCT } from '../brand.js';
import classes from './page.module.css';

interface PageProps {
  readonly title: string;
  readonly description?: ReactNode;
  /** Buttons beside the title. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** A page with its one heading. Who comes by a link inside hears it: the document's title changes and the heading has the focus. */
export function Page({ title, description, actions, children }: PageProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const type = useNavigationType();
  // As it was when the page came: one that changes its own address, as by a filter, keeps the focus where it is.
  const [isFirst] = useState(type === NavigationType.Pop);
  useEffect(() => {
    document.title = `${title} · ${PRODUCT}`;
  }, [title]);
  useEffect(() => {
    if (!isFirst) heading.current?.focus({ preventScroll: true });
  }, [isFirst]);
  return (
    <div className="page">
      <div className={classes['head']}>
        <div>
          <Title order={1} ref={heading} tabIndex={-1}>{title}</Title>
          {description !== undefined && <Text c="dimmed" size="sm" mt={6} maw="65ch">{description}</Text>}
        </div>
        {actions}
      </div>
      {children}
    </div>
  );
}
