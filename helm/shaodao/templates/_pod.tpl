{{/* Restricted is the only mode. */}}
{{- define "shaodao.podSecurity" -}}
automountServiceAccountToken: false
enableServiceLinks: false
securityContext:
  runAsNonRoot: true
  runAsUser: 10001
  runAsGroup: 10001
  fsGroup: 10001
  seccompProfile: { type: RuntimeDefault }
{{- end }}

{{- define "shaodao.containerSecurity" -}}
securityContext:
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  capabilities: { drop: [ALL] }
{{- end }}

{{- define "shaodao.scheduling" -}}
{{- with .Values.priorityClassName }}
priorityClassName: {{ . }}
{{- end }}
{{- with .Values.nodeSelector }}
nodeSelector: {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.tolerations }}
tolerations: {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.affinity }}
affinity: {{- toYaml . | nindent 2 }}
{{- end }}
{{- end }}

{{/* Seconds a pod may take to stop; refused when SIGKILL could come before the process is done. Takes name, component, values. */}}
{{- define "shaodao.terminationGrace" -}}
{{- $least := add .component.preStopSeconds .component.shutdownSeconds 10 -}}
{{- $given := int .values.terminationGracePeriodSeconds -}}
{{- if le $given (int $least) }}
{{- fail (printf "%s.terminationGracePeriodSeconds is %d; must be more than %d (preStop %v + shutdown %v + 10)" .name $given $least .component.preStopSeconds .component.shutdownSeconds) }}
{{- end -}}
{{- $given -}}
{{- end }}

{{/* The variables of the things a component uses. Takes root, component. */}}
{{- define "shaodao.usesEnv" -}}
{{- $values := .root.Values -}}
{{- if has "nats" .component.uses }}
- name: NATS_URL
  {{- if $values.nats.existingSecret }}
  valueFrom: { secretKeyRef: { name: {{ $values.nats.existingSecret }}, key: {{ $values.nats.key }} } }
  {{- else }}
  value: {{ $values.nats.url | quote }}
  {{- end }}
{{- end }}
{{- if has "database" .component.uses }}
- name: DATABASE_URL
  valueFrom: { secretKeyRef: { name: {{ $values.database.existingSecret }}, key: {{ $values.database.key }} } }
{{- end }}
{{- if has "temporal" .component.uses }}
- { name: TEMPORAL_ADDRESS, value: {{ $values.temporal.address | quote }} }
- { name: TEMPORAL_NAMESPACE, value: {{ $values.temporal.namespace | quote }} }
- { name: TEMPORAL_TASK_QUEUE, value: {{ $values.temporal.taskQueue | quote }} }
{{- end }}
{{- end }}

{{- define "shaodao.gatewayEnv" -}}
{{- $gateway := .Values.gateway -}}
- { name: HOST, value: {{ .Values.listenHost | quote }} }
- { name: PORT, value: "8080" }
- { name: REQUESTS_PER_SECOND, value: {{ $gateway.requestsPerSecond | int | quote }} }
{{- with $gateway.publicOrigins }}
- { name: PUBLIC_ORIGINS, value: {{ join "," . | quote }} }
{{- end }}
{{- with $gateway.trustProxy }}
- { name: TRUST_PROXY, value: {{ join "," . | quote }} }
{{- end }}
{{- end }}
