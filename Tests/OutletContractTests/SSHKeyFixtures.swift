import OutletContract
import Testing

/// Keys made by ssh-keygen (OpenSSH 9.2), and what `ssh-keygen -lf` printed of them. The two of security keys were put
/// together by hand, since making them wants the hardware; ssh-keygen read them all the same.
enum SSHKeyFixtures {
    struct Accepted: Sendable, CustomTestStringConvertible {
        let algorithm: SSHPublicKey.Algorithm
        let bits: Int
        let fingerprint: String
        let data: String

        var line: String { "\(algorithm.rawValue) \(data) ada@example.com" }
        var testDescription: String { "\(algorithm.rawValue), \(bits) bits" }
    }

    struct Refused: Sendable, CustomTestStringConvertible {
        let problem: SSHPublicKeyProblem
        let line: String

        var testDescription: String { "\(line.prefix(40))…" }
    }

    static let accepted: [Accepted] = [
        Accepted(
            algorithm: .ed25519, bits: 256,
            fingerprint: "SHA256:6M/hYymjW+uBQOJVli7Va6gJsnTdEGa8pLZUDd6E9f0",
            data: """
                AAAAC3NzaC1lZDI1NTE5AAAAIHelYVa3xqfqDEE1/O9nzgMZ430tv3poRSRoGgnrfIgy
                """),
        Accepted(
            algorithm: .rsa, bits: 2048,
            fingerprint: "SHA256:2DefcGPYAdmpwjCpwAeMBreCk0HN0SzPHyoJHDaGQao",
            data: """
                AAAAB3NzaC1yc2EAAAADAQABAAABAQDWSk6HyVnyQUErTM7eFH/ovvMr/98JfSYeHEn91SBSjp6N3iFB/1DsJ3ANKaDd9v8gKffrS5+\
                PQSOHw76WI6olEjPSO6NaCt2dhuEa087NnmX79oCz8qMOdZGOj13LV5HYT+blc5q5cew4Eyy3NlLVEovKOIvjLk7jmHyYxKar0MUl4J\
                kay0DWBjFt93VdjBb2wDh/bmzI+L8Y1Rm8KgzX4oFN7b3vn7EFCu2aoRdoa4+jjVPdWdro++95PVTkMRWNUjFGYA4EdVMpziCtIzhXA\
                5LFk2VR7fDaowTsCDy7cwT913SWWP249F3HVvQXlNyCeNMyw8p9hZxM8yFV+Hl9
                """),
        Accepted(
            algorithm: .rsa, bits: 3072,
            fingerprint: "SHA256:pmrXKl7ICF9s5QQBhHqoMYbkZzSV7lJWJCp6N1rdTWk",
            data: """
                AAAAB3NzaC1yc2EAAAADAQABAAABgQCyWl2KoZV2Sco2gnvBhyZcMGMXz8FI2L3EF97UHaWinDrfYguU7ksY+L9wsLAujgLNd5KqauH\
                /B6JgkJ20Fd6uHjqGtPUuPFNR+Gh1A1f1Qd5jHIqP4BCDchVUSUM4GtRo5vb1UwENnDoKHAQlkKdlfnnd6ymAnMmLhTjiZfWW313AAy\
                XqDdkU0fwQRwn/1zGG949XcUK/sBYj+Ri5/9YWzdM18wlWd6owLyD26gqxnAVc5Tj6XJ8ZozwoCbU4IWuiJi2ZcXUYfGqKGSmdJYKNV\
                hNTGfykYqwM/N/y74YyHF1z5CbjoVFGZJbfh9iCEiEayhXg6DU8a2dsCi5YFuQJAh5li+AiU8czgSQV+HRHyf9MjB44ICCRpLPiwHCI\
                l9QL/2w5aE+6r2VFmLNdLBhXTp1Szi84qBcE2oBUxq14qpgLppDPi5UZ6vvzmn+3+J9mPECc5gF0AUvlOuWw4MM6KoA7wcQHYoY/Cpc\
                5Es/ulqz0tgb47oslUin9KtuBL6M=
                """),
        Accepted(
            algorithm: .rsa, bits: 4096,
            fingerprint: "SHA256:ork3/zeLuKfQgJu1k3BH/S4iY8ukrWO4hKtwTeSefh0",
            data: """
                AAAAB3NzaC1yc2EAAAADAQABAAACAQCrDrfSzMRQLg55H9aCsVFlnREsim4/JfY5abP1US04/Ukh7C+UYD97KnkO20tWN/8vOGF2NvR\
                +AK/Smzd5AsLvq9Kcx1wItJOD5t0ddpvXU3hW6LeOr6H8CCogrrIcZFOyjAFhvbcDiFvvccFngN3jtJNH/mWoZ+0BjWlPnz81ub4nzW\
                SC9UH3Yxeo2/B9Pi9mKXSpd8ieUrmLIAcTRGqkO++xy1CggijjwEBMgV0Ed1E2EEKNHEcFBehrhLAppAKETgotoyG5AQikyHEvgMajH\
                Rk2ya91YCAMuoQB3Tc0O0khrCweLckl+HNSj7SGy2g462/bEUY8BH6Y4OfedELX0QF15nb/Ici68xA21jGJ7VuLxb0JGp0y5UG0cyig\
                s3zXmNMkLcjckf876Pxt5ik+rB6ubCBm5VNYcT/LuUewvGpkaREDKmJ208bJNchXtBb9InzkaYdZlYzzkrS2M3CRKeaSJ4FyCt1UZ8x\
                vf64zjOKuKODa9d3cfAGlU6WMb8X3XNOAUzKKHeaPavj8wNrRzc+6sbl/AXtWPWg/IaOQl/DBb5DHhN1I/XdKXlg1hsyGCejzXW51C5\
                xP2vwV5v4mAN2LKeTEuPA+MC0MHkcnnIcDIjdcg7CXhONakQPioE30ftrTMbjkXQO15uSkKbk3A2fMKkhG9XokfbWK1Knkhw==
                """),
        Accepted(
            algorithm: .ecdsaP256, bits: 256,
            fingerprint: "SHA256:nI0yHdoqjXt+XEwKrIJJL+2ITsMvkHyDnrv7Qs1TMBM",
            data: """
                AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBAdz0v9T/ieAcpKsmsK2QpU106UG0xegPGSpxVatTWegLnPyrtz\
                3jIUDTf3h8kmNiA1BVTuvo1DRXtvhUt23T8k=
                """),
        Accepted(
            algorithm: .ecdsaP384, bits: 384,
            fingerprint: "SHA256:p6YeyqyMAhN+Ze6wbR6IEXwqQ/rqa9WcGyKsbJFazuo",
            data: """
                AAAAE2VjZHNhLXNoYTItbmlzdHAzODQAAAAIbmlzdHAzODQAAABhBEjzOXzq8dBQvg6uxIENmoFAtNv67JUWTaQKAiQIuWDvLZj0Mw6\
                x0GpSBMOaHgWjRKruEc6cIZCxB222EMH56V1L+g/CZevzbiFPgCvq7foiRY7UYi09VepH6h2l5zPwKQ==
                """),
        Accepted(
            algorithm: .ecdsaP521, bits: 521,
            fingerprint: "SHA256:BFsKO60EFF8DUqbkp3o0+P6I1FUXUWIExPusQwcecbU",
            data: """
                AAAAE2VjZHNhLXNoYTItbmlzdHA1MjEAAAAIbmlzdHA1MjEAAACFBAD85hBL3uSLPXXyOFWzS6srRUF2BCrxZYiO8ZCaongvLDI2wSg\
                W/KoZZHZB7kWF+ukDV3gJqcb8Grgh8LhQZoBk+ABIiHi1KcwilpHPweehLn1IMT73Il+PXHSrZQ3IRq5nHEtKrH2XqRh3HmIKBddv84\
                g/DuQVzzYY5mPXKljgpw1PLg==
                """),
        Accepted(
            algorithm: .securityKeyEd25519, bits: 256,
            fingerprint: "SHA256:1kgG8B/dEeDsMcdf2HHlsHfxtzK2K8pkQisPu9fs0Oc",
            data: """
                AAAAGnNrLXNzaC1lZDI1NTE5QG9wZW5zc2guY29tAAAAIHelYVa3xqfqDEE1/O9nzgMZ430tv3poRSRoGgnrfIgyAAAABHNzaDo=
                """),
        Accepted(
            algorithm: .securityKeyECDSA, bits: 256,
            fingerprint: "SHA256:7sLbgdCVBgiP95FMsXXHxnM6Zq6971uzxb01EKvh97M",
            data: """
                AAAAInNrLWVjZHNhLXNoYTItbmlzdHAyNTZAb3BlbnNzaC5jb20AAAAIbmlzdHAyNTYAAABBBO9q2qHaapo9HQYMRKRxJArkE4HTkpW\
                b/luaeGp0pTicGH+dDz3ZJUOs8WJIUglwBxHs6IT8tGjDu73MyABxZV0AAAAEc3NoOg==
                """),
    ]

    static let refused: [Refused] = [
        Refused(
            problem: .shortRSA(bits: 1024),
            line: """
                ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAgQD2SAnOdBS1d6SG7yfxZYV2LkdWSRfS/OtKeszTop+U910GJE0Jr7Uy30eFZorz8qP\
                7I+hw4Ohm2Ceah7mmqqsqMtActEIEzc5MfoDO1EmgHQ/9S8n2j5bR3RXVy+7m1wA07ujMR9ygpvtKxRJNIb/4fVHNsBFPxGHdUFFclM\
                Nmmw== ada@example.com
                """),
        Refused(
            problem: .shortRSA(bits: 1536),
            line: """
                ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAwQDmIW/DOYhBVruRJoNYQOpndCnXkorAyCu4Zv0ejFSS2retYx+ji/o8DDY2483f7Oe\
                39V4JzZqfr/55eYyeSi8jyywHid7JRBXmCcuD3r8Q7SNcBYjII8ZolwkeeWipv9P+bSszcOwCmG5n3vyegLA4EaIWOuiDQYhS1TUlvt\
                cBdqiM5ybpJFTR9o18VXOeejb/nNKvP3rOomBP/Ok5KXRWTwhhfEAe2c2HbNYMoUE4oR989NWN1ANDfPew5R4IV/8= ada@example.\
                com
                """),
        Refused(
            problem: .shortRSA(bits: 2047),
            line: """
                ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAGGer/A5sbUKZcPazfKTkGJgZ8XznUlybLEL0KD6DEaIvKdKPVHpSygZui7tHcFW2sZ\
                OXtm/YX2cWJVffZDuYE/bgH2VELqJOMDa/8j4YeU5N+7XRrdTjyZiQRCi/saE0jkyrpOsiOqHr2AIpBpOMfTAKM4nK72SkS5Il79VpW\
                CgaJZOx1GqwLTnCiahpQd1Ffz4P5qCF1OGSgn1Y2ndfQwcBggQwDj+LwvrU+rehSbB/wTGjN7omL0FhYnb8H8Txp6btFKmzzdLAEwob\
                OkXaS0VIM4SBsi2QJl/irqadaRLtkxHTw3sVSIihJ2kSRIdnSPm7PhYu2IaKv7/3nlhm0E= ada@example.com
                """),
        Refused(
            problem: .dsa,
            line: """
                ssh-dss AAAAB3NzaC1kc3MAAACBAMVfAEbuMNV+x0JeIUdlkS7ZuAr6eYzSj5fOo28vO65NDxz84++58lr9LXLyzNRZNHsqaezfrQn\
                vR2XiYTdtLGH9j/Wk1EwbdkXp4pVCu/MALhFjOs5E9r+4AQpdDfigk2jQY799GAvX6zsU0Vjbl4/XFjvocaEf9Wk93lZm61RxAAAAFQ\
                CoELHAsxXnqn+/X3KI6Oe5lAuldwAAAIEArxLTYCkIYlS45yrKwLW+yZCglNBurZImUDhFTMFCxZEjg4M7rJ8Zp80Qf7lBKGd2vQLMF\
                pwTFBAzSKPHY7kU096EPFnccUZG7t/h1/ziU/vkoa2KP5ifuL3ipl53xo7haNU/sM9ebfRY5uZo0rHitJw9XuoR00WJSuINslHimM0A\
                AACAMsGfHKDmj+9KKgrFaQvHGfhs3/rLw7uxv0CWWncWUf2VXVdbMT/nrmDYuGQgneakj24roq76KY3qnh3TquQb34OS2D+jjKuhSQN\
                CnkchTGmL/mP26Lu4Ycl8K64+us2TIYh9i/4UBpM8XF8199baliapl4xsEVrc6Ixnj1xHJXw= ada@example.com
                """),
        Refused(
            problem: .certificate,
            line: """
                ssh-rsa-cert-v01@openssh.com AAAAHHNzaC1yc2EtY2VydC12MDFAb3BlbnNzaC5jb20AAAAgYgY2VAibbhidoPCYO6IGUqOZU4\
                BUaqhjY+oIyAakvYgAAAADAQABAAABAQDWSk6HyVnyQUErTM7eFH/ovvMr/98JfSYeHEn91SBSjp6N3iFB/1DsJ3ANKaDd9v8gKffrS\
                5+PQSOHw76WI6olEjPSO6NaCt2dhuEa087NnmX79oCz8qMOdZGOj13LV5HYT+blc5q5cew4Eyy3NlLVEovKOIvjLk7jmHyYxKar0MUl\
                4Jkay0DWBjFt93VdjBb2wDh/bmzI+L8Y1Rm8KgzX4oFN7b3vn7EFCu2aoRdoa4+jjVPdWdro++95PVTkMRWNUjFGYA4EdVMpziCtIzh\
                XA5LFk2VR7fDaowTsCDy7cwT913SWWP249F3HVvQXlNyCeNMyw8p9hZxM8yFV+Hl9AAAAAAAAAAAAAAABAAAAA2FkYQAAAAcAAAADYW\
                RhAAAAAAAAAAD//////////wAAAAAAAACCAAAAFXBlcm1pdC1YMTEtZm9yd2FyZGluZwAAAAAAAAAXcGVybWl0LWFnZW50LWZvcndhc\
                mRpbmcAAAAAAAAAFnBlcm1pdC1wb3J0LWZvcndhcmRpbmcAAAAAAAAACnBlcm1pdC1wdHkAAAAAAAAADnBlcm1pdC11c2VyLXJjAAAA\
                AAAAAAAAAAAzAAAAC3NzaC1lZDI1NTE5AAAAIHelYVa3xqfqDEE1/O9nzgMZ430tv3poRSRoGgnrfIgyAAAAUwAAAAtzc2gtZWQyNTU\
                xOQAAAEBzV+S1Grj+LbHnEZvKMLIw+63qCeCZytjMmMEZ1qXddzARvfXsZb4ExK7PlsodYEKEjYFL8TGattTmmTdR2TMP ada@examp\
                le.com
                """),
        Refused(
            problem: .certificate,
            line: """
                ecdsa-sha2-nistp256-cert-v01@openssh.com AAAAKGVjZHNhLXNoYTItbmlzdHAyNTYtY2VydC12MDFAb3BlbnNzaC5jb20AAA\
                Ag+mQ4fG+H4zBAMYMj63ekglNlD5EHJU9v+tJcqmPyEVMAAAAIbmlzdHAyNTYAAABBBAdz0v9T/ieAcpKsmsK2QpU106UG0xegPGSpx\
                VatTWegLnPyrtz3jIUDTf3h8kmNiA1BVTuvo1DRXtvhUt23T8kAAAAAAAAAAAAAAAEAAAADYWRhAAAABwAAAANhZGEAAAAAAAAAAP//\
                ////////AAAAAAAAAIIAAAAVcGVybWl0LVgxMS1mb3J3YXJkaW5nAAAAAAAAABdwZXJtaXQtYWdlbnQtZm9yd2FyZGluZwAAAAAAAAA\
                WcGVybWl0LXBvcnQtZm9yd2FyZGluZwAAAAAAAAAKcGVybWl0LXB0eQAAAAAAAAAOcGVybWl0LXVzZXItcmMAAAAAAAAAAAAAADMAAA\
                ALc3NoLWVkMjU1MTkAAAAgd6VhVrfGp+oMQTX872fOAxnjfS2/emhFJGgaCet8iDIAAABTAAAAC3NzaC1lZDI1NTE5AAAAQLrrTmQgt\
                WmMq7R9IoRrmlsHDLhfisQdo4TCkUYBiQ2NwaOyMQFXjP9w8JT8BuJlSFVM0KkCAhBvKKdB0rS5Pgo= ada@example.com
                """),
    ]
}
