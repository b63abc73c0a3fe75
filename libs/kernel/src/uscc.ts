/** GB 32100-2015: digits and capital letters without I, O, Z, S and V; a character's value is its index. */
export const USCC_CHARSET = '0123456789ABCDEFGHJKLMNPQRTUWXY';

const SHAPE = new RegExp(`^[${USCC_CHARSET}]{2}\\d{6}[${USCC_CHARSET}]{10}$`);

/** GB 11714: weights of the eight characters of an organization code. */
const BODY_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2];

// By the first character of the code, then by the second.
const REGISTRARS: Readonly<Record<string, readonly [registrar: string, categories: Readonly<Record<string, string>>]>> =
  {
    '1': ['机构编制', { '1': '机关', '2': '事业单位', '3': '群众团体', '9': '其他' }],
    '2': ['外交', { '1': '外国常驻新闻机构', '9': '其他' }],
    '3': [
      '司法行政',
      {
        '1': '律师执业机构',
        '2': '公证处',
        '3': '基层法律服务所',
        '4': '司法鉴定机构',
        '5': '仲裁委员会',
        '9': '其他',
      },
    ],
    '4': ['文化', { '1': '外国在华文化中心', '9': '其他' }],
    '5': ['民政', { '1': '社会团体', '2': '民办非企业单位', '3': '基金会', '9': '其他' }],
    '6': ['旅游', { '1': '外国旅游部门常驻代表机构', '2': '港澳台地区旅游部门常驻代表机构', '9': '其他' }],
    '7': ['宗教', { '1': '宗教活动场所', '2': '宗教院校', '9': '其他' }],
    '8': ['工会', { '1': '基层工会', '9': '其他' }],
    '9': ['工商', { '1': '企业', '2': '个体工商户', '3': '农民专业合作社', '9': '其他' }],
    A: ['中央军委改革和编制办公室', { '1': '军队事业单位', '9': '其他' }],
    N: ['农业', { '1': '组级集体经济组织', '2': '村级集体经济组织', '3': '乡镇级集体经济组织', '9': '其他' }],
    Y: ['其他', { '1': '其他' }],
  };

/** True for a unified social credit code whose two check characters are right. Lower case is not a code. */
export function isUscc(code: string): boolean {
  return SHAPE.test(code) && bodyCheckChar(code.slice(8)) === code[16] && usccCheckChar(code) === code[17];
}

/** GB 32100-2015: the 18th character that the first 17 ask for. */
export function usccCheckChar(code: string): string {
  let sum = 0;
  let weight = 1;
  for (const char of code.slice(0, 17)) {
    sum += USCC_CHARSET.indexOf(char) * weight;
    weight = (weight * 3) % 31;
  }
  // The outer modulo matters: a sum divisible by 31 asks for '0', not for a 32nd character.
  return USCC_CHARSET.charAt((31 - (sum % 31)) % 31);
}

/** GB 11714: the ninth character that an organization code's first eight ask for; letters count from A = 10. */
export function bodyCheckChar(body: string): string {
  const sum = BODY_WEIGHTS.reduce(
    (total, weight, index) => total + weight * Number.parseInt(body.charAt(index), 36),
    0,
  );
  return '0123456789X0'.charAt(11 - (sum % 11));
}

/**
 * Who registered the holder as what; undefined for a pair that the standard does not have. For warnings only: the
 * division within the code is the registrar's, perhaps long merged, and never the unit's.
 */
export function usccCategory(code: string): Readonly<{ registrar: string; category: string }> | undefined {
  const [registrar, categories] = REGISTRARS[code.charAt(0)] ?? [];
  const category = categories?.[code.charAt(1)];
  return registrar && category ? { registrar, category } : undefined;
}
