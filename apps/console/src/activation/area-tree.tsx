import type { District } from '../api.js';
import './act-form.css';

interface Tree {
  district: District;
  /** Codes of the chosen, any of them inside another too. */
  chosen: readonly string[];
  /** May the key be pressed over this area? */
  mayChoose: (code: string) => boolean;
  onChange: (chosen: string[]) => void;
}

/** 启动区域: the district, its subdistricts and their communities; what lies in a chosen one is chosen with it. */
export function AreaTree({ district, chosen, mayChoose, onChange }: Tree) {
  const isWithin = (code: string): boolean => chosen.some((area) => code.startsWith(area));
  const toggle = (code: string): void => {
    // What lies inside goes with it, whichever way.
    const rest = chosen.filter((area) => !area.startsWith(code));
    onChange(chosen.includes(code) ? rest : [...rest, code]);
  };
  const box = (code: string, name: string, inside: boolean) => (
    <label className="area-box">
      <input type="checkbox" checked={isWithin(code)} disabled={inside || !mayChoose(code)} onChange={() => toggle(code)} />
      {name}
      {inside && <span className="faint">（已包含）</span>}
    </label>
  );
  const isAll = chosen.includes(district.code);
  return (
    <div className="area-tree">
      {box(district.code, `${district.name}（全区）`, false)}
      <ul>
        {district.subdistricts.map(({ code, name }) => {
          const communities = district.communities.filter(({ subdistrictCode }) => subdistrictCode === code);
          const some = communities.filter((community) => chosen.includes(community.code)).length;
          return (
            <li key={code}>
              {box(code, name, isAll)}
              {communities.length > 0 && (
                // What is chosen inside is seen without opening it.
                <details open={some > 0}>
                  <summary>
                    {name}的社区（{communities.length} 个{some > 0 && `，已选 ${some} 个`}）
                  </summary>
                  <ul>
                    {communities.map((community) => (
                      <li key={community.code}>{box(community.code, community.name, isAll || chosen.includes(code))}</li>
                    ))}
                  </ul>
                </details>
              )}
            </li>
          );
        })}
      </ul>
    </div>
  );
}

/** Names by code of a district and what lies in it. */
export function areaNames({ code, name, subdistricts, communities }: District): Map<string, string> {
  return new Map([[code, name], ...[...subdistricts, ...communities].map((area): [string, string] => [area.code, area.name])]);
}
