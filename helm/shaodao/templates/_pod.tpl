{{/* Restricted is the only mode. */}}
{{- define "shaodao.podSecurity" -}}
automountServiceAccountToken: false
enableServiceLinks: false
securityContext:
  runAsNonRoot: true
  runAsUser: 10001
  runAsGroup: 10001
  fsGroup: 10001
  fsGroupChangePolicy: OnRootMismatch
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
{{- if has "channels" .component.uses }}
{{- with $values.channels.publicUrl }}
- { name: PUBLIC_URL, value: {{ . | quote }} }
{{- end }}
- { name: CHANNEL_PROCESSES, value: {{ max 1 (int .root.Values.notification.replicas) | quote }} }
{{- end }}
{{- if has "attachments" .component.uses }}
{{- $s3 := $values.attachments.s3 }}
{{- if eq $values.attachments.store "s3" }}
- { name: BLOB_STORE, value: {{ printf "s3:%s" $s3.url | quote }} }
- { name: BLOB_S3_REGION, value: {{ $s3.region | quote }} }
- name: BLOB_S3_ACCESS_KEY
  valueFrom: { secretKeyRef: { name: {{ $s3.existingSecret }}, key: {{ $s3.accessKey }} } }
- name: BLOB_S3_SECRET_KEY
  valueFrom: { secretKeyRef: { name: {{ $s3.existingSecret }}, key: {{ $s3.secretKey }} } }
{{- else }}
- { name: BLOB_STORE, value: "file:/var/lib/shaodao/attachments" }
{{- end }}
{{- end }}
{{- end }}

{{/* Secrets of the realms: that of drills under the same names behind DRILL_, so neither can stand in for the other. Takes root, component. */}}
{{- define "shaodao.usesEnvFrom" -}}
{{- if has "channels" .component.uses }}
{{- with .root.Values.channels.live.existingSecret }}
- secretRef: { name: {{ . }} }
{{- end }}
{{- with .root.Values.channels.drill.existingSecret }}
- prefix: DRILL_
  secretRef: { name: {{ . }} }
{{- end }}
{{- end }}
{{- end }}

{{/* The claim of the evidence: the given one, or the chart's own. */}}
{{- define "shaodao.attachmentsClaim" -}}
{{ .Values.attachments.volume.existingClaim | default (printf "%s-attachments" (include "shaodao.fullname" .)) }}
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

{{- define "shaodao.alertsEnv" -}}
{{- $alerts := .Values.alerts -}}
- { name: CAP_SENDER, value: {{ $alerts.sender | quote }} }
{{- if $alerts.existingSecret }}
- name: ALERT_SENDERS
  valueFrom: { secretKeyRef: { name: {{ $alerts.existingSecret }}, key: {{ $alerts.sendersKey }} } }
{{- if $alerts.signingKey }}
- name: CAP_KEY
  valueFrom: { secretKeyRef: { name: {{ $alerts.existingSecret }}, key: {{ $alerts.signingKey }} } }
{{- end }}
{{- end }}
{{- end }}
