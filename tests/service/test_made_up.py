"""Requests made up from the API's own description: every answer is typed, none is an error of the server."""

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_schema_conformance,
)

from playground.reference.api import document
from tests.service.conftest import Service

pytestmark = pytest.mark.service

EACH = 30  # requests for each of the eleven operations


api = schemathesis.openapi.from_dict(document())


@api.parametrize()
@settings(max_examples=EACH, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
def test_made_up_requests_get_described_answers(case: schemathesis.Case, service: Service) -> None:
    answer = case.call(base_url=service.url, timeout=30)
    case.validate_response(
        answer,
        checks=[not_a_server_error, content_type_conformance, response_schema_conformance, negative_data_rejection],
    )
