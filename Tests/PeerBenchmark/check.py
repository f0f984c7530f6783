"""Whether all servers answer right: one question at a time, and under a short load."""
import correctness
import generator
import measuring
import servers
from tables import Table

SECONDS = 0.3


def run(bench):
    content = servers.Content(bench.database)
    table = Table("Right answers", "server", "questions", "under load over UDP", "over TCP")
    for kind in bench.servers:
        with kind(bench.installation, content, bench.new_directory(f"check-{kind.name}")) as server:
            bench.plant_in(server)
            server.start()
            server.await_answer(bench.first_question)
            questions = correctness.check(server, bench.expectations) if server.has_zones else 0
            datagrams = replies_under_load(bench, server, over_tcp=False)
            streams = replies_under_load(bench, server, over_tcp=True) if server.has_zones else 0
            table.add(kind.name, questions, datagrams, streams)
    return [table]


def replies_under_load(bench, server, over_tcp):
    queries = bench.query_file(True, server.is_geographic)
    load = generator.Load(queries, SECONDS, over_tcp=over_tcp)
    running = generator.Generator(
        bench.installation.tools, server.port, load, {bench.generator_processor}
    )
    phase = running.finish()["phases"][0]
    measuring.refuse_wrong(server, phase)
    return phase["replies"]
