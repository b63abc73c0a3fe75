import { Button, type ButtonProps } from 'antd';
import { useHref, useLinkClickHandler } from 'react-router';

/** A link that looks like a button: one stop for the keyboard, and it opens in a new tab like any link. */
export function LinkButton({ to, ...props }: Omit<ButtonProps, 'href' | 'onClick'> & Readonly<{ to: string }>) {
  const href = useHref(to);
  const follow = useLinkClickHandler<HTMLElement>(to);
  return (
    <Button
      {...props}
      href={href}
      onClick={(event) => follow(event as React.MouseEvent<HTMLElement> & React.MouseEvent<HTMLAnchorElement>)}
    />
  );
}
