import { roleMay } from '@lianjian/permissions/matrix';
import { Form, Input, Select } from 'antd';
import { useNavigate } from 'react-router';
import { api, type Schemas } from '../api/client';
import { useCommand } from '../api/command';
import { useLabels } from '../language/labels';
import { useText } from '../language/language';
import { CommandDialog } from '../parts/command-dialog';
import { personalDataRule } from '../parts/personal-data-rule';
import { useMe } from '../session/session';

type Council = Schemas['Council'];
type Values = {
  name: string;
  kind: Council['kind'];
  leadName: string;
  hostDistricts?: string[];
  meetingCadence: 'MONTHLY' | 'QUARTERLY' | 'HALF_YEARLY';
};

/** Proposes a council: a city one of several districts, a district one of its own. */
export function ProposeCouncil() {
  const t = useText();
  const navigate = useNavigate();
  const { mandate } = useMe();
  const { options, districtOptions, districtName } = useLabels();
  const isCity = mandate.role === 'CITY';
  const propose = useCommand(({ leadName, hostDistricts, ...body }: Values, header) =>
    api.POST('/councils', {
      params: { header },
      body: {
        ...body,
        leadAuthority: { name: leadName, level: isCity ? 'CITY' : 'DISTRICT', divisionCode: mandate.scope },
        hostDistricts: isCity ? (hostDistricts ?? []) : [mandate.scope],
      },
    }),
  );
  if (!roleMay(mandate.role, 'proposeCouncil')) return null;
  const required = (message: string) => [{ required: true, message }];
  return (
    <CommandDialog<Values, Schemas['CommandAnswer']>
      label={t('提出成立联席会', 'Propose a council')}
      command={propose}
      explanation={
        isCity
          ? t('提出后由另一人批准成立。', 'Somebody else establishes it.')
          : t(
              `由${districtName(mandate.scope)}主办；跨两个以上区的联席会由市级部门提出。提出后由另一人批准成立。`,
              `Hosted by ${districtName(mandate.scope)}; one of several districts is the city's. Somebody else establishes it.`,
            )
      }
      done={t('已提出，待批准成立', 'Proposed')}
      onDone={({ id }) => navigate(`/councils/${id}?tab=manage`)}
    >
      <Form.Item
        name="name"
        label={t('名称', 'Name')}
        rules={[...required(t('请填写名称', 'What is it called?')), personalDataRule(t)]}
      >
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name="kind" label={t('类别', 'Kind')} rules={required(t('请选择类别', 'Which kind?'))}>
        <Select options={options('councilKinds')} />
      </Form.Item>
      <Form.Item name="leadName" label={t('牵头单位', 'Led by')} rules={required(t('请填写牵头单位', 'Who leads it?'))}>
        <Input maxLength={60} />
      </Form.Item>
      {isCity && (
        <Form.Item
          name="hostDistricts"
          label={t('主办区', 'Host districts')}
          rules={required(t('请选择主办区', 'Which?'))}
        >
          <Select
            mode="multiple"
            options={districtOptions.filter(({ value }) => value.startsWith(mandate.scope.slice(0, 4)))}
            showSearch={{ optionFilterProp: 'label' }}
          />
        </Form.Item>
      )}
      <Form.Item
        name="meetingCadence"
        label={t('例会周期', 'Meets')}
        rules={required(t('请选择例会周期', 'How often?'))}
      >
        <Select options={options('meetingCadences')} />
      </Form.Item>
    </CommandDialog>
  );
}
