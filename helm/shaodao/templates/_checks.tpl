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
{{- if and .Values.gateway.service.nodePort (eq .Values.gateway.service.type "ClusterIP") }}
{{- fail "gateway.service.nodePort needs gateway.service.type NodePort or LoadBalancer" }}
{{- end }}
{{- end }}
