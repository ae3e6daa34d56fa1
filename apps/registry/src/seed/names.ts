import { numberBelow, pickOne, type Random } from './random.js';

const SURNAMES = Array.from('王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤');
const GIVEN = Array.from('伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰建国志文春梅红云飞雪峰琳宁凯波辉斌宇浩然晨欣怡佳俊鹏鑫慧莉萍颖岚松柏青山川江海林森阳光荣德福成安康宏达远博学思源泽润清雅婷悦诗涵子轩若曦');

/** A name of nobody in particular: a common surname and one or two given characters. */
export function inventName(random: Random): string {
  const given = numberBelow(random, 4) === 0 ? [pickOne(random, GIVEN)] : [pickOne(random, GIVEN), pickOne(random, GIVEN)];
  return pickOne(random, SURNAMES) + given.join('');
}

/** Eleven digits that no network assigns: mobile numbers begin with 13 to 19. */
export function fakePhone(sequence: number): string {
  return `100${String(sequence).padStart(8, '0')}`;
}
