import { keepsSomething } from '@shaodao/domain/register/rights';
import { maySetRules } from '@shaodao/domain/rule-version';
import { useState } from 'react';
import { NavLink, useLocation } from 'react-router';
import type { Me } from '../api.js';
import { usePhone } from '../case/use-phone.js';
import { seesAssessment, seesBoard } from './seat-words.js';

interface Way {
  to: string;
  words: string;
  /** Where else one is then. */
  also?: readonly string[];
}

/** As many as a thumb can tell apart at 390 px. */
const ON_A_PHONE = 5;

/** The places a seat goes to, the most used first. */
function waysOf({ actor }: Me): Way[] {
  const ways: (Way & { seen: boolean })[] = [
    { to: '/', words: '待办', seen: true },
    { to: '/report', words: '报事', seen: true },
    { to: '/activations', words: '应急', seen: true },
    { to: '/duty', words: '值班', seen: true },
    { to: '/board', words: '四级视图', seen: seesBoard(actor.seat) },
    { to: '/assessment', words: '考核', seen: seesAssessment(actor.seat) },
    { to: '/register', words: '登记', also: ['/imports', '/routing'], seen: keepsSomething(actor) },
    { to: '/rules', words: '规则', seen: maySetRules(actor) },
  ];
  return ways.filter(({ seen }) => seen);
}

/** 主导航: a line on a desk; on a phone the thumb's row, with 更多 for what has no room there. */
export function MainNav({ me }: { me: Me }) {
  const onPhone = usePhone();
  const ways = waysOf(me);
  const isLong = onPhone && ways.length > ON_A_PHONE;
  const near = isLong ? ways.slice(0, ON_A_PHONE - 1) : ways;
  return (
    <nav className="nav" aria-label="主导航">
      {near.map((way) => (
        <WayLink key={way.to} way={way} />
      ))}
      {isLong && <MoreWays ways={ways.slice(ON_A_PHONE - 1)} />}
    </nav>
  );
}

function MoreWays({ ways }: { ways: Way[] }) {
  const { pathname } = useLocation();
  // Open on the page where it was pressed: any way out of it closes it.
  const [openOn, setOpenOn] = useState<string | null>(null);
  const open = openOn === pathname;
  const isHere = ways.some((way) => isAt(way, pathname));
  return (
    <div
      className="nav-more"
      onKeyDown={(event) => {
        if (event.key === 'Escape') setOpenOn(null);
      }}
    >
      <button type="button" className={isHere ? 'active' : ''} aria-expanded={open} onClick={() => setOpenOn(open ? null : pathname)}>
        更多
      </button>
      {open && (
        <div className="nav-rest">
          {ways.map((way) => (
            <WayLink key={way.to} way={way} />
          ))}
        </div>
      )}
    </div>
  );
}

function WayLink({ way }: { way: Way }) {
  const { pathname } = useLocation();
  return (
    <NavLink to={way.to} end={way.to === '/'} className={isAt(way, pathname) ? 'active' : ''}>
      {way.words}
    </NavLink>
  );
}

function isAt({ to, also = [] }: Way, pathname: string): boolean {
  return to === '/' ? pathname === '/' : [to, ...also].some((path) => pathname.startsWith(path));
}
