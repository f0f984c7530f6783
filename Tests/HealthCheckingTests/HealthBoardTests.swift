import HealthChecking
import Testing

@Suite("HealthBoard")
struct HealthBoardTests {
    private func numbers(_ count: Int) throws -> [HealthNumber] {
        let numbering = HealthNumbering()
        return try (0..<count).map { numbering.number(of: try "check-\($0)".asHealthCheckID) }
    }

    @Test("every check has a bit of its own")
    func bits() throws {
        let numbers = try numbers(200)
        for chosen in [0, 1, 63, 64, 127, 199] {
            var board = HealthBoard()
            board[numbers[chosen]] = .unhealthy
            for (index, number) in numbers.enumerated() {
                #expect(board[number] == (index == chosen ? .unhealthy : .healthy))
            }
            #expect(board.unhealthyWords.count == chosen / 64 + 1)
            #expect(board.unhealthyWords.last == 1 << UInt64(chosen % 64))
            board[numbers[chosen]] = .healthy
            #expect(board.unhealthyWords.allSatisfy { $0 == 0 })
        }
    }

    @Test("health beyond the end needs no room")
    func beyondTheEnd() throws {
        let numbers = try numbers(200)
        var board = HealthBoard()
        board[numbers[199]] = .healthy
        #expect(board.unhealthyWords.isEmpty)
        #expect(board[numbers[199]] == .healthy)
    }

    @Test("a number stands for one name, always")
    func numbering() throws {
        let numbering = HealthNumbering()
        let one = numbering.number(of: try "one".asHealthCheckID)
        let two = numbering.number(of: try "two".asHealthCheckID)
        #expect(one != two)
        #expect(numbering.number(of: try "one".asHealthCheckID) == one)
    }
}
