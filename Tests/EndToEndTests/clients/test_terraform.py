"""Terraform, where it and its AWS provider are installed: apply, an empty second plan, destroy."""

from conftest import check_nothing, check_scenario

CONFIGURATION = """
terraform {
  required_providers { aws = { source = "hashicorp/aws" } }
}

provider "aws" {
  region                      = "us-east-1"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
  endpoints { route53 = "%s" }
}

resource "aws_route53_zone" "example" {
  name = "example.com"
  tags = { team = "dns" }
}

resource "aws_route53_record" "china" {
  zone_id        = aws_route53_zone.example.zone_id
  name           = "www"
  type           = "CNAME"
  ttl            = 60
  set_identifier = "china"
  records        = ["abc.cloudfront.cn"]
  geolocation_routing_policy { country = "CN" }
}

resource "aws_route53_record" "default" {
  zone_id        = aws_route53_zone.example.zone_id
  name           = "www"
  type           = "CNAME"
  ttl            = 60
  set_identifier = "default"
  records        = ["xyz.cloudfront.net"]
  geolocation_routing_policy { country = "*" }
}
"""

# Only what is on this machine: nothing is downloaded.
LOCAL_PROVIDERS = """
provider_installation {
  filesystem_mirror {
    path = "/usr/share/terraform/providers"
  }
}
"""


def test_apply_and_destroy(server, tmp_path):
    (tmp_path / "main.tf").write_text(CONFIGURATION % server.url)
    local = tmp_path / "terraform.rc"
    local.write_text(LOCAL_PROVIDERS)
    environment = {"TF_CLI_CONFIG_FILE": str(local), "CHECKPOINT_DISABLE": "1", "TF_INPUT": "0"}

    def terraform(*arguments):
        return server.run("terraform", *arguments, "-no-color", directory=tmp_path, **environment)

    terraform("init")
    terraform("apply", "-auto-approve")
    check_scenario(server)
    assert "No changes" in terraform("plan", "-detailed-exitcode")
    terraform("destroy", "-auto-approve")
    check_nothing(server)
