{{/* What the schema cannot say: values that contradict each other. Included once, by the deployments. */}}
{{- define "shaodao.checks" -}}
{{- if not .Values.database.existingSecret }}
{{- fail "database.existingSecret: name the Secret that holds the PostgreSQL URL (its key is database.key)" }}
{{- end }}
{{- $policy := .Values.networkPolicy -}}
{{- if not (hasSuffix (printf ":%d" (int $policy.temporal.port)) .Values.temporal.address) }}
{{- fail (printf "networkPolicy.temporal.port is %d, but temporal.address is %s: the policy would cut it off" (int $policy.temporal.port) .Values.temporal.address) }}
{{- end }}
{{- if not .Values.nats.existingSecret }}
{{- range splitList "," .Values.nats.url }}
{{- if not (hasSuffix (printf ":%d" (int $policy.nats.port)) .) }}
{{- fail (printf "networkPolicy.nats.port is %d, but nats.url has %s: the policy would cut it off" (int $policy.nats.port) .) }}
{{- end }}
{{- end }}
{{- end }}
{{- $s3 := .Values.attachments.s3 -}}
{{- if eq .Values.attachments.store "s3" }}
{{- if not $s3.url }}
{{- fail "attachments.s3.url: give the address of the bucket, or set attachments.store to volume" }}
{{- end }}
{{- if not $s3.existingSecret }}
{{- fail "attachments.s3.existingSecret: name the Secret that holds the keys of the bucket" }}
{{- end }}
{{- $port := regexFind ":[0-9]+$" (regexFind "^https?://[^/]+" $s3.url) | default (hasPrefix "https:" $s3.url | ternary ":443" ":80") }}
{{- if ne $port (printf ":%d" (int $policy.attachments.port)) }}
{{- fail (printf "networkPolicy.attachments.port is %d, but attachments.s3.url is %s: the policy would cut it off" (int $policy.attachments.port) $s3.url) }}
{{- end }}
{{- end }}
{{- if or .Values.channels.live.existingSecret .Values.channels.drill.existingSecret }}
{{- if not .Values.channels.publicUrl }}
{{- fail "channels.publicUrl: messages carry links, say where people open our pages" }}
{{- end }}
{{- if not $policy.channels.to }}
{{- fail "networkPolicy.channels.to: name the vendors' addresses or the gateway that leads to them, else the policy cuts them off" }}
{{- end }}
{{- end }}
{{- with .Values.channels.live.existingSecret }}
{{- if eq . $.Values.channels.drill.existingSecret }}
{{- fail "channels.drill.existingSecret: a drill needs accounts of its own, not those of channels.live" }}
{{- end }}
{{- end }}
{{- if and .Values.gateway.service.nodePort (eq .Values.gateway.service.type "ClusterIP") }}
{{- fail "gateway.service.nodePort needs gateway.service.type NodePort or LoadBalancer" }}
{{- end }}
{{- if and .Values.alerts.signingKey (not .Values.alerts.existingSecret) }}
{{- fail "alerts.signingKey needs alerts.existingSecret: the Secret that holds it" }}
{{- end }}
{{- end }}
