import { findPersonalData } from '@lianjian/kernel/personal-data';
import type { FormRule } from 'antd';
import type { Text } from '../language/language';

/** Says at once, in the service's words, what the service would refuse. */
export const personalDataRule = (t: Text): FormRule => ({
  validator: async (_, value?: string) => {
    if (value && findPersonalData(value)) {
      throw new Error(
        t('请勿填写身份证号、手机号等个人信息', 'Leave out identity numbers, mobile numbers and other personal data'),
      );
    }
  },
});
