import type { ActivityKind } from '@lianjian/activities/codes';
import type { BusinessDate } from '@lianjian/kernel/time';
import type { UnitCode } from './cast.js';

/**
 * The 86 activities of 2026 that count today: when, what, subject, lead host, co-host, project, and what is special:
 * `late=` the day it was recorded after its month was closed, `remote` some joined from elsewhere, `guest` a group from
 * outside the register, `+Q16` a unit that is to be there.
 *
 *        lead 玄武 秦淮 鼓楼 | together | by two districts | sum of the districts involved
 *     01        2    3    2       7          2                9
 *     02        1    1    1       3          1                4
 *     03        3    4    3      10          3               13
 *     04        2    4    3       9          2               11
 *     05        3    3    2       8          2               10
 *     06        3    4    3      10          4               14
 *     07        4    5    4      13          5               18
 *     08        2    2    2       6          1                7
 *     09        3    4    3      10          3               13
 *     10        3    4    3      10          3               13
 *              26   34   26      86         26              112
 *
 * The first versions that were published differ where something became known after the close: one activity fewer in
 * March (made good by version 2), May and July, which were recorded late; one more in June, which was voided since.
 * What is cancelled, voided or merged away is beside the table, in `activities.ts`.
 */
const TABLE = `
01-08 14:00 THEME_DAY          主题党日联学·新年第一课 X01 Q01 -
01-14 19:00 TRAINING           急救培训·心肺复苏       Q23 -   -
01-16 14:00 MATCHMAKING        银企对接会·开年专场     Q17 -   -
01-20 15:00 FORUM              初心论坛·第一季度       G21 -   -
01-22 14:30 OPEN_DAY           组织生活开放日·冬季     X26 -   -
01-27 14:00 VOLUNTEER          新春送福进楼宇          G26 Q28 -
01-29 15:00 OTHER              书记沙龙·开局           Q36 -   -
02-05 14:00 THEME_DAY          主题党日联学·节前走访   X11 -   -
02-10 14:00 VOLUNTEER          留商过年服务周          Q28 X15 -
02-26 15:00 RESEARCH           楼宇企业需求走访        G18 -   -
03-04 14:00 VOLUNTEER          学雷锋志愿服务市集      X21 Q31 P06
03-05 14:00 THEME_DAY          主题党日联学·融入商圈   G01 -   -   +Q16
03-10 14:00 MATCHMAKING        银企对接会·小微贷款     Q17 X01 P01
03-12 14:30 TRAINING           支付安全培训            G10 -   P02
03-18 14:00 POLITICAL_BIRTHDAY 政治生日·三月           Q36 -   -   +Q16
03-20 14:00 OPEN_DAY           创业体验日·开营         X04 -   P11
03-24 14:00 TRAINING           商场应急演练            Q23 -   P07
03-26 14:00 OTHER              书记沙龙·首店经济       G04 -   P13
03-28 14:00 REPORT_MEETING     雨花精神报告会·春季     X22 G23 -   late=2026-04-20
03-30 14:00 OPEN_DAY           店长一日体验·第一期     Q01 -   P12
04-01 00:30 VOLUNTEER          夜间驿站服务            Q27 -   P16
04-09 14:00 THEME_DAY          主题党日联学·清明铭志   X01 -   -
04-15 14:00 POLITICAL_BIRTHDAY 政治生日·四月           Q36 -   -
04-16 14:00 FORUM              初心论坛·第二季度       G21 -   -
04-17 14:00 TRAINING           反诈联防培训            Q19 G11 P04
04-21 14:00 VOLUNTEER          无偿献血动员            X24 -   P10
04-22 14:00 MATCHMAKING        首店导师见面会          G04 Q03 P13
04-24 14:00 OPEN_DAY           店长一日体验·第二期     Q01 -   P12
04-28 14:00 TRAINING           骑手安全课堂            G08 -   P08
05-07 14:00 THEME_DAY          主题党日联学·青春建功   X02 -   -
05-12 14:00 VOLUNTEER          防灾减灾日应急演练      X21 Q23 P06
05-14 14:00 POLITICAL_BIRTHDAY 政治生日·五月           Q36 -   -
05-20 09:30 VOLUNTEER          无偿献血商圈专场        X24 -   P10
05-21 14:00 MATCHMAKING        银企对接会·商户专场     Q17 X01 P01 +Q15
05-26 14:00 TRAINING           支付安全进商户          G10 -   P02 late=2026-06-17
05-27 15:00 RESEARCH           老人协寻点踏勘          Q36 -   P09
05-28 14:00 OPEN_DAY           高校学生见习日          G15 -   P14
06-03 14:00 TRAINING           商场应急救援联训        Q23 X15 P07
06-05 14:00 OTHER              书记沙龙·半年盘点       G02 -   -
06-09 14:00 POLITICAL_BIRTHDAY 政治生日·六月           Q36 G26 -
06-11 14:00 OPEN_DAY           创业体验日·路演         X04 G03 P11
06-12 14:00 VOLUNTEER          走失老人协寻点启用      Q36 -   P09
06-16 14:00 TRAINING           金融课堂·理财           X11 -   P03 remote
06-17 14:00 VOLUNTEER          法律问诊台·夏季         G21 -   P18
06-24 14:00 THEME_DAY          主题党日联学·七一前夕   X26 -   P16
06-25 12:00 TRAINING           楼宇午间课堂·健康       Q28 -   P17
06-26 14:00 VOLUNTEER          骑手关爱日              G08 Q31 P08
07-01 09:00 THEME_DAY          主题党日联学·重温誓词   Q36 X26 -
07-03 14:00 POLITICAL_BIRTHDAY 政治生日·七月           Q28 -   -
07-07 18:30 VOLUNTEER          骑手清凉行动·启动       G08 -   P08
07-08 14:00 TRAINING           急救员取证培训          X21 -   P06
07-09 14:00 FORUM              初心论坛·第三季度       G21 -   -
07-14 14:00 VOLUNTEER          红色驿站送清凉          X26 Q27 P16
07-15 14:00 OPEN_DAY           店长一日体验·暑期       Q01 -   P12
07-16 14:00 TRAINING           商场应急综合演练        Q23 X15 P07
07-21 14:00 MATCHMAKING        首店资源对接            G04 Q03 P13
07-22 14:00 OPEN_DAY           高校学生见习开营        G15 X16 P14
07-23 14:00 RESEARCH           反诈联防回访            Q19 -   P04
07-28 14:00 TRAINING           金融课堂·暑期           X11 -   P03 remote late=2026-08-19
07-30 14:00 OPEN_DAY           创业体验日·暑期营       X04 -   P11
08-05 14:00 VOLUNTEER          骑手清凉行动·三伏       G08 -   P08
08-12 14:00 POLITICAL_BIRTHDAY 政治生日·八月           Q36 -   -
08-13 14:00 MATCHMAKING        银企对接会·三季度       Q17 X01 P01
08-18 14:00 TRAINING           急救培训·商场专场       X21 -   P06
08-20 14:00 OTHER              书记沙龙·夏季           G05 -   -
08-27 14:00 VOLUNTEER          社区消夏服务            X26 -   -
09-03 14:00 THEME_DAY          主题党日联学·铭记历史   X02 -   -
09-08 14:00 POLITICAL_BIRTHDAY 政治生日·九月           Q36 -   -
09-10 14:00 OPEN_DAY           组织生活开放日·秋季     G26 -   -
09-15 12:00 TRAINING           楼宇午间课堂·法律       Q28 G21 P17
09-16 14:00 VOLUNTEER          走失老人协寻宣传        Q36 G26 P09
09-18 14:00 REPORT_MEETING     雨花精神报告会·秋季     X22 -   -
09-22 14:00 MATCHMAKING        首店孵化中期会          G04 -   P13
09-23 14:00 VOLUNTEER          红色驿站便民日          X26 Q27 P16
09-25 14:00 RESEARCH           商圈商户回访            Q03 -   -
09-29 14:00 VOLUNTEER          法律问诊台·国庆前       G21 -   P18 remote
10-09 14:00 THEME_DAY          主题党日联学·金秋       X15 -   -
10-13 14:00 POLITICAL_BIRTHDAY 政治生日·十月           Q36 -   -
10-14 14:00 FORUM              初心论坛·第四季度       G21 -   -   guest
10-15 14:00 TRAINING           急救员复训              X21 Q31 P06
10-16 14:00 MATCHMAKING        银企对接会·金秋         Q17 X01 P01
10-20 14:00 OPEN_DAY           高校学生见习分享会      G15 -   P14 remote
10-21 12:00 TRAINING           楼宇午间课堂·心理       Q28 -   P17 remote
10-22 14:00 VOLUNTEER          骑手体检日              G08 Q32 P08
10-27 14:00 OPEN_DAY           创业体验日·秋季         X04 -   P11
10-28 14:00 RESEARCH           协寻点运行回访          Q36 -   P09
`;

export type DemoActivity = Readonly<{
  /** Its place in the table, from 0. */
  nr: number;
  on: BusinessDate;
  time: string;
  kind: ActivityKind;
  subject: string;
  lead: UnitCode;
  coHost?: UnitCode;
  project?: string;
  /** The day it was recorded, where that was after the close. */
  lateOn?: BusinessDate;
  isRemote: boolean;
  hasGuest: boolean;
  /** Units that are there besides those that take their turn. */
  extra: readonly UnitCode[];
}>;

export const table: readonly DemoActivity[] = TABLE.trim()
  .split('\n')
  .map((line, nr) => {
    const [day = '', time = '', kind = '', subject = '', lead = '', coHost = '-', project = '-', ...marks] =
      line.split(/\s+/);
    const late = marks.find((mark) => mark.startsWith('late='));
    return {
      ...{ nr, on: `2026-${day}`, time, kind: kind as ActivityKind, subject, lead },
      ...(coHost !== '-' && { coHost }),
      ...(project !== '-' && { project }),
      ...(late && { lateOn: late.slice('late='.length) }),
      isRemote: marks.includes('remote'),
      hasGuest: marks.includes('guest'),
      extra: marks.filter((mark) => mark.startsWith('+')).map((mark) => mark.slice(1)),
    };
  });
